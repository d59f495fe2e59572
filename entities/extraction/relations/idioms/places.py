"""How texts speak, in less usual turns, of where gangs and people are, and of what states do."""

from entities.extraction.relations.language import patterns
from entities.kinds import RelationKind

PATTERNS = (
    *patterns(
        RelationKind.IMPRISONED_IN,
        "(?i)prison|jail|cell|bars|held|serving|custody|remand|cárcel|penal|prisión|transfer|"
        "locked|sentence|inmate|detain|penitentiary|detention|facility",
        from_a_cell=(
            "^(From|In|At|Inside)[^⟦⟧.;]{0,30}(cell|prison|jail|wing|custody|bars)?~? (at|in|of|"
            "inside|from)? ?(the )?<child:L> prison[^⟦⟧.;]{0,60},? <head:P>(?!['’])",
            0.8,
        ),
        his_cell=(
            "(his|her) (prison )?cell (at|in|inside) (the )?<child:L>( prison)?,? (in which |"
            "where |from which )?<head:P>",
            0.8,
        ),
        transferred_from=(
            "<head:P>[^⟦⟧.;]{0,40} (transferred|moved|taken|sent|shifted|returned) from "
            "<child:L>( prison)? (to|back)",
            0.74,
        ),
        directs_from=(
            "<head:P>(?<=⟧)(?!['’]),?([^⟦⟧.;]|⟦[GLAO]\\d+⟧){0,120}? from (the |a |his |her |"
            "inside )*(\\w+ ){0,3}(prison|jail|cell|penitentiary)( at| in| of|) (the )?<child:L>",
            0.82,
        ),
        from_named_prison=(
            "<head:P>(?<=⟧)(?!['’]),?([^⟦⟧.;]|⟦[GLAO]\\d+⟧){0,90}? (from|inside|in|at) (the "
            ")?(\\w+ )?<child:L> prison",
            0.76,
        ),
        held_at=(
            "<head:P>(?<=⟧)(?!['’]),?([^⟦⟧.;]|⟦[GLAO]\\d+⟧){0,110}? (is|was|are|were|has been|"
            "have been|being|remains|currently|now)( \\w+){0,2} (held|jailed|imprisoned|"
            "incarcerated|detained|locked up|housed|behind bars|in custody|on remand|in prison|"
            "in jail|remanded)[^⟦⟧.;]{0,40} (at|in|to|inside) (the )?(\\w+ ){0,2}<child:L>",
            0.8,
        ),
        serving_in=(
            "<head:P>(?<=⟧)(?!['’]),?([^⟦⟧.;]|⟦[GLAO]\\d+⟧){0,110}? (serving|serves|served|doing|"
            "completing)[^⟦⟧.;]{0,60} (at|in|inside) (the )?(\\w+ ){0,2}<child:L>",
            0.82,
        ),
        sent_to_prison=(
            "<head:P>(?<=⟧)(?!['’]),?([^⟦⟧.;]|⟦[GLAO]\\d+⟧){0,80}? (sent|taken|transferred|moved|"
            "committed|returned|flown|driven) (back )?to (the )?(\\w+ ){0,2}<child:L> prison",
            0.8,
        ),
        spanish_prison=(
            "<head:P>(?<=⟧)(?!['’]),?([^⟦⟧.;]|⟦[GLAO]\\d+⟧){0,90}? (cárcel|penal|prisión|"
            "presídio|penitenciaría|centro penitenciario|cadeia)( \\w+){0,2} (de|del|da|do|en)( "
            "la| el| los)? <child:L>",
            0.8,
        ),
    ),
    *patterns(
        RelationKind.LOCATED_IN,
        ".",
        thought_to_be=(
            "<head:P>,?( who)? (is|was|are|were) (thought|believed|said|known|reported|"
            "understood|presumed|now|currently|still) (to be |to have been )?(living |hiding |in "
            "hiding |based |holed up |sheltering |residing |staying )*(in|outside|near|around|"
            "at) {AREA}<child:L>",
            0.82,
        ),
        hiding_in=(
            "<head:P>,?( who)?( is| was| has been| had been)?( now| still| reportedly| believed "
            "to be)* (hiding|in hiding|holed up|living|lives|lived|residing|resides|sheltering|"
            "staying|based|at large|a fugitive)( out)? (in|outside|near) {AREA}<child:L>",
            0.84,
        ),
        runs_from=(
            "<head:P> (runs|ran|directs|directed|leads|led|controls|commands) ⟦G\\d+⟧ from "
            "{AREA}<child:L>(?! prison)",
            0.84,
        ),
        moved_to=(
            "<head:P>[^⟦⟧.;]{0,40}(⟦G\\d+⟧[^⟦⟧.;]{0,20})? (moved|fled|relocated|emigrated|"
            "escaped|flew|returned|went into exile|slipped|retired) (to|in|into) "
            "{AREA}<child:L>(?! prison)",
            0.76,
        ),
        court_in=(
            "<head:A>,? in (downtown |central |nearby |the city of )?<child:L>",
            0.8,
        ),
        person_of_place=(
            "<head:P>,?( \\d\\d,)? of <child:L>(?=,| (was|were|is|has|had|pleaded|who)\\b)",
            0.82,
        ),
        national_residing=(
            "<head:P>,[^⟦⟧.;]{0,40} (residing|living|resident|based|born) (in|of) {AREA}<child:L>",
            0.84,
        ),
        spanish_lives=(
            "<head:P>[^⟦⟧.;]{0,40} (vive|reside|radica|residente|oculto|escondido|refugiado) en "
            "(la |el )?<child:L>",
            0.82,
        ),
    ),
    *patterns(
        RelationKind.ACTS_AGAINST,
        ".",
        reward_for=(
            "<head:A>[^⟦⟧.;]{0,30} (offer\\w*|put|posted|announced|raised|doubled)[^⟦⟧;]{0,80} "
            "(for|leading to|on)[^⟦⟧.;]{0,60} <child:P>",
            0.84,
        ),
        announcing=(
            "<head:AL>( \\w+)?( officials?| authorities| prosecutors| agents| police)?( said| "
            "say| announced)? (in )?(announcing|imposing|unveiling|issuing|filing) (\\w+ "
            "){0,2}(sanctions|charges|indictments?|measures|warrants?) (against|on) (the "
            ")?<child:GP>",
            0.84,
        ),
        announcing_both=(
            "<head:AL>( \\w+)?( officials?| authorities)?( said| say| announced)? (in "
            ")?(announcing|imposing|unveiling) (\\w+ ){0,2}(sanctions|charges) (against|on) (the "
            ")?⟦G\\d+⟧ and [^.;]{0,60}<child:P>",
            0.8,
        ),
        jailed_by=(
            "<child:P>[^⟦⟧.;]{0,80}(⟦[GL]\\d+⟧[^⟦⟧.;]{0,60}){0,2} (jailed|sentenced|convicted|"
            "tried|imprisoned|found guilty|charged|arrested|captured|detained|caught|killed|shot|"
            "extradited|indicted|sanctioned|wanted|sought|hunted|acquitted)( \\w+){0,4} by "
            "(members of |agents of |agents from |officers of |officers from |troops of |the "
            ")*<head:A>",
            0.8,
        ),
        upheld=(
            "<head:A>[^⟦⟧.;]{0,20} (upheld|confirmed|imposed|handed( down)?|gave|passed|"
            "overturned|increased|sentenced|convicted|jailed|ordered|remanded|"
            "acquitted)[^⟦⟧.;]{0,60} (for|on|against|to|of)? ?<child:P>(?!['’])",
            0.8,
        ),
        paraded=(
            "<head:A>[^⟦⟧.;]{0,30} (paraded|rounded up|picked up|nabbed|took|seized|shot dead|"
            "killed|gunned down|arrested|detained|captured|charged|indicted|caught|apprehended|"
            "raided|stormed)[^⟦⟧.;]{0,40} (members|leaders|associates|gunmen|men|suspects|people|"
            "officers|home|house|clubhouse|homes|properties)( \\w+){0,3} (of|from|linked to|"
            "belonging to|tied to|in) (the )?<child:GP>",
            0.8,
        ),
        red_notice=(
            "<child:P>[^⟦⟧.;]{0,40} (for|against|on) (whom|him|her)( the)? <head:A> (has|had|"
            "have)?( \\w+)? ?(issued|put|offers?|offered|obtained|posted|is offering)",
            0.84,
        ),
        red_notice_of=(
            "<child:P>[^⟦⟧.;]{0,40} (subject|target|object) of (an? )?<head:A> (red notice|"
            "warrant|alert|indictment)",
            0.84,
        ),
        whom_caught=(
            "<child:P>,? whom (the )?<head:A>( \\w+)? (caught|arrested|captured|detained|charged|"
            "accused|accuses|wants|seeks|seized|sanctioned|indicted|describes|identified|calls)",
            0.86,
        ),
        moved_against=(
            "<head:A>[^⟦⟧.;]{0,30} (moved|sought|seeks|wants|went to court|applied|began "
            "proceedings)( \\w+)? (to|for) (sell|seize|freeze|confiscate|forfeit|extradite|evict|"
            "arrest|try)[^⟦⟧.;]{0,20} <child:P>",
            0.78,
        ),
        raid_clubhouse=(
            "<head:A> (raid|raids|raided|stormed|searched|swooped on|struck|hit|dismantled|broke "
            "up|smashed|crushed)[^⟦⟧.;]{0,40} <child:G>",
            0.8,
        ),
        court_found=(
            "<head:A> (found|ruled|heard|accepted|decided)( \\w+){0,2} that <child:P> (had |was |"
            "ordered|led|paid|killed|guilty)",
            0.76,
        ),
        spanish_captured=(
            "<head:A>([^⟦⟧.;]|⟦[LA]\\d+⟧){0,110}? (detuv\\w+|capturó|capturaron|arrestó|"
            "arrestaron|aprehend\\w+|prende\\w+|acus\\w+|imput\\w+|señala\\w*|sancion\\w+|"
            "prendeu)[^⟦⟧.;]{0,60}? (a |como responsable a |contra )?<child:P>",
            0.78,
        ),
        spanish_captured_by=(
            "<child:P>[^⟦⟧.;]{0,40} (capturad[oa]|detenid[oa]|arrestad[oa]|aprehendid[oa]|"
            "pres[oa]|abatid[oa]|acusad[oa]|sancionad[oa])[^⟦⟧.;]{0,40} por (agentes de |"
            "elementos de |la |el |las )*<head:A>",
            0.84,
        ),
        operation_named=(
            "(raids?|operation|crackdown|sweep|investigation|swoop)[^⟦⟧.;]{0,60} by (the "
            ")?<head:A>[^⟦⟧.;]{0,40} (on|against|into|targeting) (the )?<child:GP>",
            0.8,
        ),
        handling=(
            "(support|help|backing|assistance|coordination) of (the "
            ")?<head:A>[^.;]{0,20}(⟦A\\d+⟧)?[^.;]{0,40} (against|dismantled|targeting|on) (the "
            ")?<child:G>",
            0.76,
        ),
    ),
    *patterns(
        RelationKind.OPERATES_IN,
        ".",
        local_gang=(
            "(an?|the|another|rival|local) <child:L> ([\\w-]+ ){0,2}(gang|clique|crew|cartel|"
            "club|group|clan|faction|mafia|syndicate|set|network|outfit|militia),? (called |"
            "known as |named |the )*<head:G>",
            0.84,
        ),
        gang_from_there=(
            "<head:G>,? (an?|the|one of) ([\\w-]+ ){0,3}(gang|clique|crew|cartel|club|group|clan|"
            "faction|mafia|syndicate|set|network|outfit|militia) (from|of|in|rooted in|based in|"
            "born in|that dominates|that controls|which controls) {AREA}<child:L>",
            0.82,
        ),
        network_of=(
            "<head:G!>( network| gang| crew| clan| mafia)? of {AREA}<child:L!>(?=[.,;]|$| (and|"
            "is|are|was|were|has|have|insists|who|which)\\b)",
            0.72,
        ),
        contested_place=(
            "<child:L>[^⟦⟧.;]{0,40},? (which is |which are |is |are |was |now |long )*(contested|"
            "disputed|fought over|controlled|dominated|run|ruled|held|split|divided|claimed|"
            "terrori[sz]ed|shared)( \\w+)? (by|between) <head:G>",
            0.8,
        ),
        have_split=(
            "<head:G>[^⟦⟧.;]{0,20} (have|has|had)? ?(split|divided|carved up|shared out|taken "
            "over|overrun|seized|occupied|besieged|captured|cut off|infiltrated|attacked|torched|"
            "burned|stormed|invaded) {AREA}<child:L>",
            0.78,
        ),
        overrun=(
            "<head:G>({MEN}|{N}) (overran|overrun|seized|took|attacked|torched|burned|stormed|"
            "invaded|raided|set fire to|opened fire in|struck|besieged|occupied|rampaged through|"
            "killed [^⟦⟧.;]{1,40} in) {AREA}<child:L>",
            0.78,
        ),
        chapters_in=(
            "<head:G>[^⟦⟧.;]{0,80} (has|have|had|with|runs?|opened|opening|setting up|set up|"
            "maintains?)( \\w+){0,3} (chapters?|branch(es)?|cells?|cliques?|presence|foothold|"
            "base|clubhouse|stronghold|operatives|members|plazas?|laborator(y|ies)|labs|camps?|"
            "checkpoints|tollbooths) [^⟦⟧.;]{0,30}(in|across|throughout|at|along) {AREA}<child:L>",
            0.82,
        ),
        drifted_to=(
            "<head:G>({MEN}|{N}|['’]s men|['’]s members)[^⟦⟧.;]{0,20} (drifted|moved|spread|"
            "expanded|extended|pushed|advanced|branched out|migrated|established|entrenched|"
            "settled)( \\w+){0,3} (to|into|in|as far as) {AREA}<child:L>",
            0.78,
        ),
        torch_in=(
            "<head:G>[^⟦⟧.;]{0,90} (to|who|which|and|that) (torch|kill|sell|extort|traffic|"
            "distribute|deal|recruit|rob|smuggle|launder|collect|sells|extorts|controls|operates|"
            "sold|extorted|killed|recruits|distributes|runs)[^⟦⟧.;]{0,40} (in|across|throughout|"
            "from|around) {AREA}<child:L>",
            0.72,
        ),
        controls_stalls=(
            "<head:G>,? (which|who|that)? ?(controls?|runs?|rules?|dominates?|taxes|extorts|"
            "holds|charges|commands|governs)[^⟦⟧.;]{0,40} (of|in|at|on|along|across) "
            "{AREA}<child:L>",
            0.8,
        ),
        cell_on=(
            "(cell|clique|chapter|branch|faction|wing|lieutenant|members|gunmen) of (the "
            ")?<head:G>[^⟦⟧.;]{0,30} (in|on|of|from|at|near) {AREA}<child:L>",
            0.74,
        ),
        commanded_in=(
            "(commanded|led|leads|runs|heads|ran|headed|commands|represents?) (the )?<head:G> in "
            "{AREA}<child:L>",
            0.82,
        ),
        feud_there=(
            "(feud|war|battle|conflict|clash(es)?|fighting|turf war|struggle|violence|"
            "gunfights?) (in|for|over|for control of|around) {AREA}<child:L>[^⟦⟧.;]{0,40} "
            "(between|involving|pitting) (the )?<head:G>",
            0.76,
        ),
        gangs_paid=(
            "<child:L> (street |prison |biker )?(gangs|dealers|businesses|traders|merchants|"
            "drivers|shopkeepers)[^⟦⟧.;]{0,30} (paid|pay|paying|taxed|extorted)[^⟦⟧.;]{0,30} (to|"
            "by) (the )?<head:G>",
            0.78,
        ),
        spanish_operates=(
            "<head:G>[^⟦⟧.;]{0,50} (opera|operan|controla|controlan|domina|dominan|delinque|"
            "delinquen|extorsiona|actúa|actúan|atua|presencia|atuação)[^⟦⟧.;]{0,40} (en|a|no|na|"
            "em) (el |la |los |las |municipio de |barrio |colonia )*<child:L>",
            0.8,
        ),
        spanish_place=(
            "<head:G> (en|de) (el |la |los )?(Centro|barrio|colonia|municipio|puerto|ciudad|"
            "estado)( de)? <child:L>",
            0.76,
        ),
        spanish_dispute=(
            "(barrio|colonia|municipio|ciudad|puerto|sector) (de )?<child:L>,? donde "
            "[^⟦⟧.;]{0,60}<head:G>",
            0.76,
        ),
        from_there_sends=(
            "^From {AREA}<child:L>(, [^.;]{0,40},)?,? (the )?<head:G> (sends?|runs?|ships?|"
            "controls?|directs?|smuggles?|supplies)",
            0.8,
        ),
        on_place_gang=(
            "<child:L>['’]s (\\w+ ){0,3}?(gang|clique|crew|cartel|club|clan|mafia|set|group|"
            "faction),? (the )?<head:G>",
            0.82,
        ),
        ascribed_there=(
            "(in|across) {AREA}<child:L>[^⟦⟧.;]{0,60} (blamed on|ascribe\\w* to|attribut\\w+ to|"
            "claimed by|carried out by|ordered by|the work of) (the )?<head:G>",
            0.78,
        ),
    ),
)
