"""Less usual turns of phrase, English and Spanish, in which texts state relationships."""

from entities.extraction.relations.language import patterns
from entities.kinds import RelationKind

_HAVE = "(has |have |had |is |are |was |were |has been |have been |had been )?(\\w+ ){0,2}?"
_POST = (
    "(disciplinarian|enforcer|treasurer|accountant|lookout|bookkeeper|chemist|cook|gunman|hitman|"
    "driver|courier|recruiter|collector|spokesman|number two|second-in-command|financier|"
    "finance chief|banker|armou?rer|soldier|killer|sicario|prospect|quartermaster|secretary)"
)
_GROUP_NOUN = (
    "(gang|clique|crew|cartel|club|group|clan|faction|mafia|syndicate|set|network|outfit|militia)"
)
PATTERNS = (
    *patterns(
        RelationKind.LEADER_OF,
        r".",
        whose_leader=("<child:G>{N},? whose ([\\w-]+ ){0,3}?{LEADER},? <head:P>(?!['’]s)", 0.85),
        at_the_top=(
            "[Aa]t the (very )?(top|head|helm) of <child:G> (is|are|was|were|stands?|stood|sits?) <head:P>",
            0.88,
        ),
        sits_at_top=(
            "<head:P>[^⟦⟧.;]{0,40} (sits?|sat|stands?|stood|is|was) at the (\\w+ )?(top|head|helm|apex) of <child:G>",
            0.86,
        ),
        runs_it=(
            "<head:P>(?<=⟧), who (runs|ran|leads|led|heads|headed|founded|commands|commanded|directs|directed|controls|controlled|set up|started|built|rules|ruled)( up)? <child:G>",
            0.86,
        ),
        head_or_head=("<head:P>[^⟦⟧.;]{0,50},? or (head|leader|boss|chief),? of <child:G>", 0.84),
        takes_name=(
            "<child:G>[^⟦⟧.;]{0,40} (takes its name from|is named after|was named after|named for) (the |its )?(\\w+ ){0,2}<head:P>",
            0.7,
        ),
        spanish_leader_of=(
            "<head:P>,?[^⟦⟧.;]{0,60}? (cabecilla|l[ií]der|jefe|jefa|fundador|mando|comandante|chefe|capo)( \\w+){0,3} (de|del|da|do)( la| los| las)? <child:G>",
            0.8,
        ),
        spanish_head=(
            "(cabecilla|l[ií]der|jefe|jefa|fundador|comandante|chefe)( \\w+){0,2} (de|del|da|do)( la| los| las)? <child:G>,? <head:P>",
            0.82,
        ),
        spanish_leads=(
            "<head:P>,?( quien| que)? (lidera|encabeza|dirige|comanda|lideraba|chefia) (a |o |a la )?<child:G>",
            0.84,
        ),
        its_leader_name=(
            "<child:G>['’]s? (\\w+ ){0,2}?{LEADER},? <head:P>(?!['’]?s? (of|from))",
            0.86,
        ),
        gang_of_leader=(
            "<child:G>,? (the|a|an) {N} (led|run|headed|founded|commanded|built|started) by <head:P>",
            0.88,
        ),
        founder_comma=(
            "<head:P>, (the )?(\\w+ )?(founder|leader|head|boss|chief|president)( and \\w+)? of <child:G>",
            0.88,
        ),
    ),
    *patterns(
        RelationKind.MEMBER_OF,
        r".",
        with_post=(
            f"<head:P>,?( who)?~ (as|was|is|became) (the |an? )?<child:G>['’]s? (\\w+ ){{0,2}}?{_POST}",
            0.84,
        ),
        post_of_gang=(f"<head:P>,?( who)?~ {_POST} (of|for|in|to) <child:G>", 0.8),
        gang_post=(f"<child:G>['’]s? ([\\w-]+ ){{0,2}}?{_POST},? <head:P>", 0.8),
        a_gang_member=(
            "(kill|killed|shot|murdered|attacked|stabbed|ambushed|wounded|of) (an?|the|another|one) (\\w+ )?<child:G> (member|gangster|associate|affiliate),? <head:P>",
            0.82,
        ),
        believed_to_be=(
            "<head:P>[^⟦⟧.;]{0,60} (is|are|was|were) (believed|thought|said|alleged|suspected|known|reputed) to (be|have been) ((an?|both|all|one of the|with|in|part of) )?<child:G>(?=[.,;]|$| (and|who|but)\\b)",
            0.8,
        ),
        was_one_of=(
            "<head:P>[^⟦⟧.;]{0,50}(⟦L\\d+⟧[^⟦⟧.;]{0,30})? (was|is|were|are) (one|two|both|part|three) of (the )?<child:G>(?=[.,;]|$| )",
            0.8,
        ),
        rides_with=(
            "<head:P>,?( who)? (rides|rode|runs|ran|hung|hangs|sided|associated|associates) with <child:G>",
            0.82,
        ),
        reputed_member=("<head:P>,? (is|was) (the |an? )?{RANK}<child:G> {MEMBER}", 0.84),
        said_to_represent=(
            "<head:P>,?( who)?~ (to )?(represents?|represented|answers? to|answered to|reports? to|works? for|worked for|collects? for|collected for|smuggled for|deals? for|kills? for|swore allegiance to|pledged loyalty to) <child:G>",
            0.8,
        ),
        patched_over=(
            "<head:P>[^⟦⟧.;]{0,50}(⟦G\\d+⟧[^⟦⟧.;]{0,20})? (who )?(patched over|defected|switched|moved|went over|crossed) to <child:G>",
            0.8,
        ),
        former_member_gone=("<head:P>, a former <child:G>(?= who|,|\\.| and)", 0.72),
        soldiers_of=(
            "<head:P>[^.;]{0,60} had (both |all )?been (soldiers|members|gunmen|part) of <child:G>",
            0.8,
        ),
        spanish_member=(
            "<head:P>,?~ (integrante|miembro|sicario|operador|pandillero|integrantes|miembros|membro|integra|soldado)( \\w+){0,3} (de|del|da|do)( la| los| las| o)? <child:G>",
            0.82,
        ),
        spanish_member_before=(
            "(integrante|miembro|sicario|operador|membro)( \\w+){0,2} (de|del|da|do)( la| los| las)? <child:G>,? <head:P>",
            0.8,
        ),
        wears_its_sign=(
            "<head:P>[^⟦⟧.;]{0,40} (wears|wore|bears|bore|has|had) (the )?(\\w+ )?(stars|patch|tattoos?|colou?rs|insignia) of <child:G>",
            0.78,
        ),
    ),
    *patterns(
        RelationKind.RIVAL_OF,
        r".",
        contested_by=(
            "(contested|disputed|fought over|split|divided|shared out|coveted|claimed)( \\w+)? (by|between) <head:G>{N} and <child:G>",
            0.8,
        ),
        gang_in_conflict=(
            "<head:G>~ <child:G>, with (which|whom) (it|they|the \\w+|⟦G\\d+⟧) [^⟦⟧.;]{0,30}(conflict|war|feud|odds|loggerheads)",
            0.8,
        ),
        rivals_of_kind=(
            "<head:G>,? [^⟦⟧.;]{0,40}(sworn|bitter|deadly|mortal|main|chief|old|long-time|longtime|historic|traditional|arch) (rivals?|enem(y|ies)|foes?) (of|to) <child:G>",
            0.87,
        ),
        enmity_with=(
            "<head:G>{N}['’]s? (\\w+ ){0,3}(enmity|quarrel|feud|war|rivalry|conflict|vendetta|fight|battle|dispute) (with|against) <child:G>",
            0.87,
        ),
        locked_in=(
            "<head:G>,?( who| which)?( have| has| had| is| are| was| were)?( been)?( long)? (locked|engaged|embroiled|involved) in (an? )?([\\w-]+ ){0,4}(war|feud|battle|conflict|dispute|rivalry|fight) (with|against) <child:G>",
            0.88,
        ),
        at_throats=(
            "<head:G> and <child:G>[^⟦⟧.;]{0,30} (at each other['’]s throats|at loggerheads|at odds|at daggers drawn|at war|on a war footing|trading (shots|blows|fire)|exchang\\w+ (fire|shots)|do not get along|shooting at each other)",
            0.86,
        ),
        at_odds_with=(
            "<head:G>{N}[^⟦⟧.;]{0,40} (at odds|at loggerheads|at daggers drawn|locked horns|fallen out|fell out|broke|broken|a score to settle|scores to settle|bad blood|run-ins) with <child:G>",
            0.82,
        ),
        wrest=(
            "<head:G>[^⟦⟧.;]{0,60} (wrest|seize|take|grab|snatch|win|wrested|seized|took|grabbed|captured)[^⟦⟧.;]{0,60} from <child:G>",
            0.76,
        ),
        place_wrested=(
            "which <head:G>[^⟦⟧.;]{0,50} (wrest|seize|take|grab|win|taken|seized|wrested|captured) from <child:G>",
            0.8,
        ),
        spanish_rivals=(
            "(tregua|guerra|disputa|pugna|enfrentamientos?|rivalidad|choques?|conflito|guerras?) (entre|con) (el |la |los |o |a )?<head:G> (y|e|con|contra) (el |la |los |o |a )?<child:G>",
            0.86,
        ),
        spanish_face=(
            "(se enfrentan|se disputan|se enfrentaron|disputam|enfrenta|combaten)[^⟦⟧.;]{0,40} <head:G> (y|e|con|contra|a) (el |la |los |o |a )?<child:G>",
            0.82,
        ),
        spanish_face_after=(
            "<head:G> (y|e) (el |la |los |o |a )?<child:G>,? (se disputan|se enfrentan|disputam|están en guerra|mantienen)",
            0.84,
        ),
        spanish_rival_of=(
            "<head:G>[^⟦⟧.;]{0,40} (rival|rivales|enemig[oa]s?|rivais|inimig[oa]s?|contra|disputa[^⟦⟧.;]{0,30}) (de|del|da|do|a|con)? ?(el |la |los |o |a )?<child:G>",
            0.74,
        ),
        stopped_paying=(
            "<head:G>[^⟦⟧.;]{0,60} (stopped|refused|unwilling|refuses|refusing|quit)( to)? pay(ing)? [^⟦⟧.;]{0,40}<child:G>",
            0.7,
        ),
        expel=(
            "<head:G>[^⟦⟧.;]{0,30} (to |attempt to |bid to |campaign to )?(expel|oust|dislodge|drive|push|displace|wipe out|eliminate|crush|unseat|supplant) (the )?<child:G>",
            0.8,
        ),
        to_fight=(
            "<head:G>[^⟦⟧.;]{0,60} to (fight|battle|confront|attack|kill|combat|take on|repel) (the )?(\\w+ )?<child:G>",
            0.76,
        ),
        taken_on=(
            "<head:G>{N}[^⟦⟧.;]{0,30} (took on|takes on|challenged|challenges|challenging|confronts|confronted|turned on|turned against|declared war on|hit back at|retaliated against|raided|invaded|attacked|ambushed|taking on) (the )?(\\w+ )?<child:G>",
            0.78,
        ),
        whose_feud=(
            "<head:G>,? whose (\\w+ ){0,2}(feud|war|rivalry|quarrel|conflict|battle|fight|enmity) (with|against) <child:G>",
            0.88,
        ),
        against_rebelled=(
            "<head:G>[^⟦⟧.;]{0,60} (rebelled|revolted|rose|risen|mutinied) against <child:G>",
            0.8,
        ),
        used_to_partner=(
            "<head:G>,? once (partners|allies|friends) (of |and )?[^⟦⟧.;]{0,20}(enem(y|ies)|rivals?|foes?) of <child:G>",
            0.87,
        ),
        deadly_enemies=(
            "<head:G>['’]s? leaders [^⟦⟧.;]{0,60}<child:G>,? [^⟦⟧.;]{0,5}(⟦G\\d+⟧['’]s|their|its) (\\w+ )?(enem|rival)",
            0.8,
        ),
        rivals_since=(
            "<head:G> and <child:G> (have|has) (long |been |now |since |always |once )*(rivals|enemies|feuding|fighting|clashing|warring|competing|vying|battling|fought|clashed|feuded|battled)",
            0.87,
        ),
    ),
    *patterns(
        RelationKind.ALLIED_WITH,
        r".",
        friends_of=(
            "<head:G>{N},?[^⟦⟧.;]{0,30} (friends|allies|partners|associates|on good terms|hand in glove|in cahoots|in league|in business|in step|side by side|aligned|allied|in alliance|shoulder to shoulder|in partnership|in tandem) (of|with|to) <child:G>",
            0.84,
        ),
        teamed_up=(
            "<head:G>{N}[^⟦⟧.;]{0,30} (teamed up|joined forces|linked up|allied itself|allied themselves|allied|thrown in [^⟦⟧.;]{0,12}|made common cause|closed ranks|struck (a|an) (deal|alliance|pact|agreement)|does business|do business|did business|entered into an alliance|forged (a|an) (alliance|pact)|sealed (a|an) (alliance|pact)) with ((a|an|the) [^⟦⟧.;]{0,30}(⟦L\\d+⟧ [^⟦⟧.;]{0,20})?)?<child:G>",
            0.84,
        ),
        protected_by=(
            "<head:G>{N}[^⟦⟧.;]{0,40} (protected|sheltered|backed|supported|armed|financed|bankrolled|hosted|aided|helped|assisted) by (the )?<child:G>",
            0.78,
        ),
        backs=(
            "<head:G>{N} (backs|backed|supports|supported|shelters|sheltered|shielded|is backing|are backing|aids|respalda|apoya|hired|hires) (the |a )?<child:G>",
            0.76,
        ),
        spanish_allies=(
            "(alianza|pacto|acuerdo|aliança) (entre|de|del) (el |la |los |o )?<head:G> (y|con|e|com) (el |la |los |o )?<child:G>",
            0.86,
        ),
        spanish_allied=(
            "<head:G>[^⟦⟧.;]{0,30} (aliad[oa]s?|alió|alianza|aliança|alianzas|socios) (con|de|del|com|do) (el |la |los |o )?<child:G>",
            0.82,
        ),
        marriage=(
            "(alliance|marriage|understanding|arrangement|pact|friendship|partnership) (of|between|linking) <head:G>{N} (and|with|to) <child:G>",
            0.82,
        ),
        through=(
            "<head:G>[^⟦⟧.;]{0,60} through (a|an|its|the|their) (\\w+ ){0,2}(ally|partner|associate|family|gang|group),? <child:G>",
            0.8,
        ),
    ),
    *patterns(
        RelationKind.FACTION_OF,
        r".",
        answers_to=(
            "<head:G>{N},? (which |who )?(answers? to|answered to|swears? allegiance to|swore allegiance to|pledged allegiance to|reports? to|takes? orders from|is subordinate to|is part of|are part of|was part of|forms? part of|belongs? to|functions? as an? \\w+ (wing|arm) of|broke (away )?from|split from|split off from|grew out of|emerged from|sprang from|was born (out )?of) (the )?<child:G>",
            0.82,
        ),
        largest_under=(
            "<head:G>,? (which is |is )?(the |an? )?(\\w+ ){0,2}(group|gang|clan|family|faction|set|affiliate) (under|within|of|inside) (the )?<child:G>( umbrella| federation| alliance)?",
            0.82,
        ),
        joined_federation=(
            "<head:G>[^⟦⟧.;]{0,30} (joined|is a member of|are members of|entered|belongs? to|signed up to|make up|makes up|form|formed) <child:G>(?=[.,;]|$|, | (federation|alliance|coalition))",
            0.72,
        ),
        wing_of=(
            "<head:G>,? (the|an?|its) ([\\w-]+ ){0,3}(wing|faction|branch|cell|arm|clique|chapter|offshoot|subset|splinter|set|affiliate|support club|puppet club|feeder club|breakaway) (of|from) (the )?<child:G>",
            0.86,
        ),
        wing_whose=(
            "<child:G>['’]s? ([\\w-]+ ){0,2}(wing|faction|branch|cell|arm|clique|chapter|offshoot|set|puppet club|support club|enforcers|armed wing),? (the |known as |called |named )*<head:G>",
            0.84,
        ),
        left_by_split=(
            "<head:G> and ⟦G\\d+⟧,? [^⟦⟧.;]{0,40}(split|division|splintering|división|break-up|breakup|rupture|collapse) (of|in|de|within) (the |la |el |los )?<child:G>",
            0.76,
        ),
        two_from_split=(
            "⟦G\\d+⟧ (and|y) <head:G>,? [^⟦⟧.;]{0,40}(split|división|division|splintering|break-up|breakup|rupture|collapse) (of|in|de|within) (the |la |el |los )?<child:G>",
            0.76,
        ),
        faction_leader_of_its=(
            "<child:G>[^.;]{0,90}(its|their|the gang['’]s|⟦G\\d+⟧['’]s) <head:G>,? (faction|wing|clique|cell|set|chapter)?",
            0.72,
        ),
        clique_that=(
            "<head:G>,? (the|an?) ([\\w-]+ ){0,2}(clique|set|cell|faction|chapter) of (the )?<child:G>",
            0.88,
        ),
        spanish_part=(
            "<head:G>,? (brazo armado|facción|célula|clica|grupo|escisión|ala) ([\\w]+ ){0,2}(de|del|al servicio de)( la| los| el)? <child:G>",
            0.84,
        ),
    ),
    *patterns(
        RelationKind.IMPRISONED_IN,
        r"(?i)prison|jail|cell|bars|held|serving|custody|remand|cárcel|penal|prisión|transfer|locked|"
        r"sentence|inmate|detain|penitentiary|detention|facility",
        from_a_cell=(
            "^(From|In|At|Inside)[^⟦⟧.;]{0,30}(cell|prison|jail|wing|custody|bars)?~? (at|in|of|inside|from)? ?(the )?<child:L> prison[^⟦⟧.;]{0,60},? <head:P>(?!['’])",
            0.8,
        ),
        his_cell=(
            "(his|her) (prison )?cell (at|in|inside) (the )?<child:L>( prison)?,? (in which |where |from which )?<head:P>",
            0.8,
        ),
        transferred_from=(
            "<head:P>[^⟦⟧.;]{0,40} (transferred|moved|taken|sent|shifted|returned) from <child:L>( prison)? (to|back)",
            0.74,
        ),
        directs_from=(
            "<head:P>(?<=⟧)(?!['’]),?([^⟦⟧.;]|⟦[GLAO]\\d+⟧){0,120}? from (the |a |his |her |inside )*(\\w+ ){0,3}(prison|jail|cell|penitentiary)( at| in| of|) (the )?<child:L>",
            0.82,
        ),
        from_named_prison=(
            "<head:P>(?<=⟧)(?!['’]),?([^⟦⟧.;]|⟦[GLAO]\\d+⟧){0,90}? (from|inside|in|at) (the )?(\\w+ )?<child:L> prison",
            0.76,
        ),
        held_at=(
            "<head:P>(?<=⟧)(?!['’]),?([^⟦⟧.;]|⟦[GLAO]\\d+⟧){0,110}? (is|was|are|were|has been|have been|being|remains|currently|now)( \\w+){0,2} (held|jailed|imprisoned|incarcerated|detained|locked up|housed|behind bars|in custody|on remand|in prison|in jail|remanded)[^⟦⟧.;]{0,40} (at|in|to|inside) (the )?(\\w+ ){0,2}<child:L>",
            0.8,
        ),
        serving_in=(
            "<head:P>(?<=⟧)(?!['’]),?([^⟦⟧.;]|⟦[GLAO]\\d+⟧){0,110}? (serving|serves|served|doing|completing)[^⟦⟧.;]{0,60} (at|in|inside) (the )?(\\w+ ){0,2}<child:L>",
            0.82,
        ),
        sent_to_prison=(
            "<head:P>(?<=⟧)(?!['’]),?([^⟦⟧.;]|⟦[GLAO]\\d+⟧){0,80}? (sent|taken|transferred|moved|committed|returned|flown|driven) (back )?to (the )?(\\w+ ){0,2}<child:L> prison",
            0.8,
        ),
        spanish_prison=(
            "<head:P>(?<=⟧)(?!['’]),?([^⟦⟧.;]|⟦[GLAO]\\d+⟧){0,90}? (cárcel|penal|prisión|presídio|penitenciaría|centro penitenciario|cadeia)( \\w+){0,2} (de|del|da|do|en)( la| el| los)? <child:L>",
            0.8,
        ),
    ),
    *patterns(
        RelationKind.LOCATED_IN,
        r".",
        thought_to_be=(
            "<head:P>,?( who)? (is|was|are|were) (thought|believed|said|known|reported|understood|presumed|now|currently|still) (to be |to have been )?(living |hiding |in hiding |based |holed up |sheltering |residing |staying )*(in|outside|near|around|at) {AREA}<child:L>",
            0.82,
        ),
        hiding_in=(
            "<head:P>,?( who)?( is| was| has been| had been)?( now| still| reportedly| believed to be)* (hiding|in hiding|holed up|living|lives|lived|residing|resides|sheltering|staying|based|at large|a fugitive)( out)? (in|outside|near) {AREA}<child:L>",
            0.84,
        ),
        runs_from=(
            "<head:P> (runs|ran|directs|directed|leads|led|controls|commands) ⟦G\\d+⟧ from {AREA}<child:L>(?! prison)",
            0.84,
        ),
        moved_to=(
            "<head:P>[^⟦⟧.;]{0,40}(⟦G\\d+⟧[^⟦⟧.;]{0,20})? (moved|fled|relocated|emigrated|escaped|flew|returned|went into exile|slipped|retired) (to|in|into) {AREA}<child:L>(?! prison)",
            0.76,
        ),
        court_in=("<head:A>,? in (downtown |central |nearby |the city of )?<child:L>", 0.8),
        person_of_place=(
            "<head:P>,?( \\d\\d,)? of <child:L>(?=,| (was|were|is|has|had|pleaded|who)\\b)",
            0.82,
        ),
        national_residing=(
            "<head:P>,[^⟦⟧.;]{0,40} (residing|living|resident|based|born) (in|of) {AREA}<child:L>",
            0.84,
        ),
        spanish_lives=(
            "<head:P>[^⟦⟧.;]{0,40} (vive|reside|radica|residente|oculto|escondido|refugiado) en (la |el )?<child:L>",
            0.82,
        ),
    ),
    *patterns(
        RelationKind.ACTS_AGAINST,
        r".",
        reward_for=(
            "<head:A>[^⟦⟧.;]{0,30} (offer\\w*|put|posted|announced|raised|doubled)[^⟦⟧;]{0,80} (for|leading to|on)[^⟦⟧.;]{0,60} <child:P>",
            0.84,
        ),
        announcing=(
            "<head:AL>( \\w+)?( officials?| authorities| prosecutors| agents| police)?( said| say| announced)? (in )?(announcing|imposing|unveiling|issuing|filing) (\\w+ ){0,2}(sanctions|charges|indictments?|measures|warrants?) (against|on) (the )?<child:GP>",
            0.84,
        ),
        announcing_both=(
            "<head:AL>( \\w+)?( officials?| authorities)?( said| say| announced)? (in )?(announcing|imposing|unveiling) (\\w+ ){0,2}(sanctions|charges) (against|on) (the )?⟦G\\d+⟧ and [^.;]{0,60}<child:P>",
            0.8,
        ),
        jailed_by=(
            "<child:P>[^⟦⟧.;]{0,80}(⟦[GL]\\d+⟧[^⟦⟧.;]{0,60}){0,2} (jailed|sentenced|convicted|tried|imprisoned|found guilty|charged|arrested|captured|detained|caught|killed|shot|extradited|indicted|sanctioned|wanted|sought|hunted|acquitted)( \\w+){0,4} by (members of |agents of |agents from |officers of |officers from |troops of |the )*<head:A>",
            0.8,
        ),
        upheld=(
            "<head:A>[^⟦⟧.;]{0,20} (upheld|confirmed|imposed|handed( down)?|gave|passed|overturned|increased|sentenced|convicted|jailed|ordered|remanded|acquitted)[^⟦⟧.;]{0,60} (for|on|against|to|of)? ?<child:P>(?!['’])",
            0.8,
        ),
        paraded=(
            "<head:A>[^⟦⟧.;]{0,30} (paraded|rounded up|picked up|nabbed|took|seized|shot dead|killed|gunned down|arrested|detained|captured|charged|indicted|caught|apprehended|raided|stormed)[^⟦⟧.;]{0,40} (members|leaders|associates|gunmen|men|suspects|people|officers|home|house|clubhouse|homes|properties)( \\w+){0,3} (of|from|linked to|belonging to|tied to|in) (the )?<child:GP>",
            0.8,
        ),
        red_notice=(
            "<child:P>[^⟦⟧.;]{0,40} (for|against|on) (whom|him|her)( the)? <head:A> (has|had|have)?( \\w+)? ?(issued|put|offers?|offered|obtained|posted|is offering)",
            0.84,
        ),
        red_notice_of=(
            "<child:P>[^⟦⟧.;]{0,40} (subject|target|object) of (an? )?<head:A> (red notice|warrant|alert|indictment)",
            0.84,
        ),
        whom_caught=(
            "<child:P>,? whom (the )?<head:A>( \\w+)? (caught|arrested|captured|detained|charged|accused|accuses|wants|seeks|seized|sanctioned|indicted|describes|identified|calls)",
            0.86,
        ),
        moved_against=(
            "<head:A>[^⟦⟧.;]{0,30} (moved|sought|seeks|wants|went to court|applied|began proceedings)( \\w+)? (to|for) (sell|seize|freeze|confiscate|forfeit|extradite|evict|arrest|try)[^⟦⟧.;]{0,20} <child:P>",
            0.78,
        ),
        raid_clubhouse=(
            "<head:A> (raid|raids|raided|stormed|searched|swooped on|struck|hit|dismantled|broke up|smashed|crushed)[^⟦⟧.;]{0,40} <child:G>",
            0.8,
        ),
        court_found=(
            "<head:A> (found|ruled|heard|accepted|decided)( \\w+){0,2} that <child:P> (had |was |ordered|led|paid|killed|guilty)",
            0.76,
        ),
        spanish_captured=(
            "<head:A>([^⟦⟧.;]|⟦[LA]\\d+⟧){0,110}? (detuv\\w+|capturó|capturaron|arrestó|arrestaron|aprehend\\w+|prende\\w+|acus\\w+|imput\\w+|señala\\w*|sancion\\w+|prendeu)[^⟦⟧.;]{0,60}? (a |como responsable a |contra )?<child:P>",
            0.78,
        ),
        spanish_captured_by=(
            "<child:P>[^⟦⟧.;]{0,40} (capturad[oa]|detenid[oa]|arrestad[oa]|aprehendid[oa]|pres[oa]|abatid[oa]|acusad[oa]|sancionad[oa])[^⟦⟧.;]{0,40} por (agentes de |elementos de |la |el |las )*<head:A>",
            0.84,
        ),
        operation_named=(
            "(raids?|operation|crackdown|sweep|investigation|swoop)[^⟦⟧.;]{0,60} by (the )?<head:A>[^⟦⟧.;]{0,40} (on|against|into|targeting) (the )?<child:GP>",
            0.8,
        ),
        handling=(
            "(support|help|backing|assistance|coordination) of (the )?<head:A>[^.;]{0,20}(⟦A\\d+⟧)?[^.;]{0,40} (against|dismantled|targeting|on) (the )?<child:G>",
            0.76,
        ),
    ),
    *patterns(
        RelationKind.OPERATES_IN,
        r".",
        local_gang=(
            f"(an?|the|another|rival|local) <child:L> ([\\w-]+ ){{0,2}}{_GROUP_NOUN},? (called |known as |named |the )*<head:G>",
            0.84,
        ),
        gang_from_there=(
            f"<head:G>,? (an?|the|one of) ([\\w-]+ ){{0,3}}{_GROUP_NOUN} (from|of|in|rooted in|based in|born in|that dominates|that controls|which controls) {{AREA}}<child:L>",
            0.82,
        ),
        network_of=(
            "<head:G!>( network| gang| crew| clan| mafia)? of {AREA}<child:L!>(?=[.,;]|$| (and|is|are|was|were|has|have|insists|who|which)\\b)",
            0.72,
        ),
        contested_place=(
            "<child:L>[^⟦⟧.;]{0,40},? (which is |which are |is |are |was |now |long )*(contested|disputed|fought over|controlled|dominated|run|ruled|held|split|divided|claimed|terrori[sz]ed|shared)( \\w+)? (by|between) <head:G>",
            0.8,
        ),
        have_split=(
            "<head:G>[^⟦⟧.;]{0,20} (have|has|had)? ?(split|divided|carved up|shared out|taken over|overrun|seized|occupied|besieged|captured|cut off|infiltrated|attacked|torched|burned|stormed|invaded) {AREA}<child:L>",
            0.78,
        ),
        overrun=(
            "<head:G>({MEN}|{N}) (overran|overrun|seized|took|attacked|torched|burned|stormed|invaded|raided|set fire to|opened fire in|struck|besieged|occupied|rampaged through|killed [^⟦⟧.;]{1,40} in) {AREA}<child:L>",
            0.78,
        ),
        chapters_in=(
            "<head:G>[^⟦⟧.;]{0,80} (has|have|had|with|runs?|opened|opening|setting up|set up|maintains?)( \\w+){0,3} (chapters?|branch(es)?|cells?|cliques?|presence|foothold|base|clubhouse|stronghold|operatives|members|plazas?|laborator(y|ies)|labs|camps?|checkpoints|tollbooths) [^⟦⟧.;]{0,30}(in|across|throughout|at|along) {AREA}<child:L>",
            0.82,
        ),
        drifted_to=(
            "<head:G>({MEN}|{N}|['’]s men|['’]s members)[^⟦⟧.;]{0,20} (drifted|moved|spread|expanded|extended|pushed|advanced|branched out|migrated|established|entrenched|settled)( \\w+){0,3} (to|into|in|as far as) {AREA}<child:L>",
            0.78,
        ),
        torch_in=(
            "<head:G>[^⟦⟧.;]{0,90} (to|who|which|and|that) (torch|kill|sell|extort|traffic|distribute|deal|recruit|rob|smuggle|launder|collect|sells|extorts|controls|operates|sold|extorted|killed|recruits|distributes|runs)[^⟦⟧.;]{0,40} (in|across|throughout|from|around) {AREA}<child:L>",
            0.72,
        ),
        controls_stalls=(
            "<head:G>,? (which|who|that)? ?(controls?|runs?|rules?|dominates?|taxes|extorts|holds|charges|commands|governs)[^⟦⟧.;]{0,40} (of|in|at|on|along|across) {AREA}<child:L>",
            0.8,
        ),
        cell_on=(
            "(cell|clique|chapter|branch|faction|wing|lieutenant|members|gunmen) of (the )?<head:G>[^⟦⟧.;]{0,30} (in|on|of|from|at|near) {AREA}<child:L>",
            0.74,
        ),
        commanded_in=(
            "(commanded|led|leads|runs|heads|ran|headed|commands|represents?) (the )?<head:G> in {AREA}<child:L>",
            0.82,
        ),
        feud_there=(
            "(feud|war|battle|conflict|clash(es)?|fighting|turf war|struggle|violence|gunfights?) (in|for|over|for control of|around) {AREA}<child:L>[^⟦⟧.;]{0,40} (between|involving|pitting) (the )?<head:G>",
            0.76,
        ),
        gangs_paid=(
            "<child:L> (street |prison |biker )?(gangs|dealers|businesses|traders|merchants|drivers|shopkeepers)[^⟦⟧.;]{0,30} (paid|pay|paying|taxed|extorted)[^⟦⟧.;]{0,30} (to|by) (the )?<head:G>",
            0.78,
        ),
        spanish_operates=(
            "<head:G>[^⟦⟧.;]{0,50} (opera|operan|controla|controlan|domina|dominan|delinque|delinquen|extorsiona|actúa|actúan|atua|presencia|atuação)[^⟦⟧.;]{0,40} (en|a|no|na|em) (el |la |los |las |municipio de |barrio |colonia )*<child:L>",
            0.8,
        ),
        spanish_place=(
            "<head:G> (en|de) (el |la |los )?(Centro|barrio|colonia|municipio|puerto|ciudad|estado)( de)? <child:L>",
            0.76,
        ),
        spanish_dispute=(
            "(barrio|colonia|municipio|ciudad|puerto|sector) (de )?<child:L>,? donde [^⟦⟧.;]{0,60}<head:G>",
            0.76,
        ),
        from_there_sends=(
            "^From {AREA}<child:L>(, [^.;]{0,40},)?,? (the )?<head:G> (sends?|runs?|ships?|controls?|directs?|smuggles?|supplies)",
            0.8,
        ),
        on_place_gang=(
            "<child:L>['’]s (\\w+ ){0,3}?(gang|clique|crew|cartel|club|clan|mafia|set|group|faction),? (the )?<head:G>",
            0.82,
        ),
        ascribed_there=(
            "(in|across) {AREA}<child:L>[^⟦⟧.;]{0,60} (blamed on|ascribe\\w* to|attribut\\w+ to|claimed by|carried out by|ordered by|the work of) (the )?<head:G>",
            0.78,
        ),
    ),
    *patterns(
        RelationKind.FAMILY_OF,
        r"(?i)brother|sister|son|daughter|father|mother|wife|husband|cousin|nephew|niece|uncle|aunt|"
        r"widow|twin|spos|herman|hij|primo|sobrin|padre|madre|irmã|filh|in-law|married|siblings",
        spanish_kin=(
            "<head:P>[^⟦⟧.;]{0,60} (su|con su|y su|seu|sua) (esposa|esposo|hermano|hermana|hijo|hija|primo|prima|padre|madre|tío|sobrino|sobrina|cuñado|mujer|irmão|irmã|filho|filha),? <child:P>",
            0.84,
        ),
        spanish_kin_of=(
            "<head:P>[^⟦⟧.;]{0,40} (es|era|fue|,) ?(el |la )?(esposa|esposo|hermano|hermana|hijo|hija|primo|prima|padre|madre|tío|sobrino|sobrina|cuñado|irmão|irmã|filho|filha) (de|del|do|da) <child:P>",
            0.85,
        ),
        possessive_half=(
            "<head:P>['’]s? (half-|step)?(brother|sister|son|daughter|mother|father)(-in-law)?,? <child:P!>",
            0.88,
        ),
        was_gang_his_kin=(
            "<head:P>[^⟦⟧.;]{0,40}(⟦G\\d+⟧[^⟦⟧.;]{0,20})[;,] (his|her) (\\w+ )?(step|half-)?(brother|sister|son|daughter|father|mother|wife|cousin|nephew|uncle)(-in-law)?,? <child:P>",
            0.84,
        ),
        own_kin=(
            "^[^⟦⟧.;]{0,40}(⟦[AO]\\d+⟧[^⟦⟧.;]{0,20})?(⟦P\\d+⟧ said (that )?)?<head:P>[^.;]{0,150} (his|her) own {KIN},? <child:P>",
            0.8,
        ),
        brothers_of=(
            "([Bb]rothers|[Ss]isters|[Ss]iblings|[Cc]ousins|[Tt]wins)( from [^⟦⟧.;]{0,10}⟦L\\d+⟧)?,? <head:P!>,? (and|y|e) <child:P!>",
            0.88,
        ),
        were_brothers=(
            "<head:P!>,? and <child:P!>,? (were|are|who were|who are) (\\w+ )?(brothers|sisters|siblings|cousins|twins|father and son|husband and wife|married)",
            0.88,
        ),
    ),
    *patterns(
        RelationKind.CONTACTED,
        r"(?i)sp[eo]|talk|touch|contact|call|phone|messag|met|meet|wrote|writ|sent|visit|hands|order|told|"
        r"instruct|reun|llam|convers",
        spoke_with=(
            "<head:P>[^⟦⟧.;]{0,20} (spoke|speaks|talked|talks|communicated|chatted|corresponded|messaged|conspired|negotiated|dealt)( \\w+){0,6} (with|to) (an? )?(certain )?<child:P>",
            0.82,
        ),
        in_touch=(
            "<head:P>[^⟦⟧.;]{0,30}(⟦P\\d+⟧)?[^⟦⟧.;]{0,20} in (\\w+ )?(touch|contact)( \\w+){0,4} with <child:P>",
            0.8,
        ),
        writes_to=(
            "<head:P> (writes|wrote|texted|messages|messaged|sends?|sent|passed|phoned|rang|called|telephoned|orders|instructs)( \\w+){0,4} (to )?(an? )?(certain )?<child:P>",
            0.78,
        ),
        shook_hands=(
            "<head:P> (shook hands|met|meets|dined|lunched|had a meeting|held a meeting|held talks|exchanged \\w+|sat down) with <child:P>",
            0.84,
        ),
        called_and=(
            "<head:P> (called|phoned|rang|telephoned|summoned|contacted|ordered|instructed|told|asked)( an?| the| one)?( [\\w-]+){0,5}? (of (the gang|⟦G\\d+⟧),? )?<child:P>",
            0.78,
        ),
        messages_between=(
            "(messages|calls|letters|conversations?|chats|emails|meetings?) (exchanged )?(between|from) <head:P> (and|to) <child:P>",
            0.85,
        ),
        note_by_lawyer=(
            "<head:P>[^⟦⟧.;]{0,40} (note|message|order|letter)[^⟦⟧.;]{0,30} (by|via|through) (his|her) (lawyer|wife|brother|sister|courier),? <child:P>",
            0.8,
        ),
        spanish_contact=(
            "<head:P>[^⟦⟧.;]{0,40} (se reunió|habló|hablaba|llamó|contactó|se comunicó|conversó) (con |a )?<child:P>",
            0.82,
        ),
    ),
    *patterns(
        RelationKind.SUPPLIES,
        r"(?i)suppl|s[eo]l[dl]|vend|provid|g[eo]t|b[uo]y|bought|obtain|ship|deliver|furnish",
        sold_to=(
            "(sold|supplied|provided|delivered|furnished|shipped) to (the )?<child:G>({N})? by (the )?<head:G>",
            0.86,
        ),
        sold_from=(
            "<child:G>[^⟦⟧.;]{0,30} (bought|buys?|gets?|got|obtains?|obtained|sources?|acquired|purchased|receives?|received)[^⟦⟧.;]{0,50} (from|off|through) (the )?<head:G>",
            0.82,
        ),
        from_whom=(
            "<child:G>[^⟦⟧.;]{0,60}<head:G>, from (whom|which) (they|it) (get|gets|buy|buys|obtain|obtains|receive|receives)",
            0.85,
        ),
        spanish_sells=(
            "<head:G>[^⟦⟧.;]{0,30} (vendi\\w+|vende\\w*|suministr\\w+|prove\\w+|abastec\\w+|fornec\\w+)[^⟦⟧.;]{0,40} (a|al|ao) (los |las |la |o )?<child:G>",
            0.82,
        ),
    ),
)
