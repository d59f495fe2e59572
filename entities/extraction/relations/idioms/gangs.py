"""How texts speak, in less usual turns, of what gangs are to each other."""

from entities.extraction.relations.language import patterns
from entities.kinds import RelationKind

PATTERNS = (
    *patterns(
        RelationKind.RIVAL_OF,
        ".",
        contested_by=(
            "(contested|disputed|fought over|split|divided|shared out|coveted|claimed)( \\w+)? "
            "(by|between) <head:G>{N} and <child:G>",
            0.8,
        ),
        gang_in_conflict=(
            "<head:G>~ <child:G>, with (which|whom) (it|they|the \\w+|⟦G\\d+⟧) "
            "[^⟦⟧.;]{0,30}(conflict|war|feud|odds|loggerheads)",
            0.8,
        ),
        rivals_of_kind=(
            "<head:G>,? [^⟦⟧.;]{0,40}(sworn|bitter|deadly|mortal|main|chief|old|long-time|"
            "longtime|historic|traditional|arch) (rivals?|enem(y|ies)|foes?) (of|to) <child:G>",
            0.87,
        ),
        enmity_with=(
            "<head:G>{N}['’]s? (\\w+ ){0,3}(enmity|quarrel|feud|war|rivalry|conflict|vendetta|"
            "fight|battle|dispute) (with|against) <child:G>",
            0.87,
        ),
        locked_in=(
            "<head:G>,?( who| which)?( have| has| had| is| are| was| were)?( been)?( long)? "
            "(locked|engaged|embroiled|involved) in (an? )?([\\w-]+ ){0,4}(war|feud|battle|"
            "conflict|dispute|rivalry|fight) (with|against) <child:G>",
            0.88,
        ),
        at_throats=(
            "<head:G> and <child:G>[^⟦⟧.;]{0,30} (at each other['’]s throats|at loggerheads|at "
            "odds|at daggers drawn|at war|on a war footing|trading (shots|blows|fire)|"
            "exchang\\w+ (fire|shots)|do not get along|shooting at each other)",
            0.86,
        ),
        at_odds_with=(
            "<head:G>{N}[^⟦⟧.;]{0,40} (at odds|at loggerheads|at daggers drawn|locked horns|"
            "fallen out|fell out|broke|broken|a score to settle|scores to settle|bad blood|"
            "run-ins) with <child:G>",
            0.82,
        ),
        wrest=(
            "<head:G>[^⟦⟧.;]{0,60} (wrest|seize|take|grab|snatch|win|wrested|seized|took|grabbed|"
            "captured)[^⟦⟧.;]{0,60} from <child:G>",
            0.76,
        ),
        place_wrested=(
            "which <head:G>[^⟦⟧.;]{0,50} (wrest|seize|take|grab|win|taken|seized|wrested|"
            "captured) from <child:G>",
            0.8,
        ),
        spanish_rivals=(
            "(tregua|guerra|disputa|pugna|enfrentamientos?|rivalidad|choques?|conflito|guerras?) "
            "(entre|con) (el |la |los |o |a )?<head:G> (y|e|con|contra) (el |la |los |o |a "
            ")?<child:G>",
            0.86,
        ),
        spanish_face=(
            "(se enfrentan|se disputan|se enfrentaron|disputam|enfrenta|combaten)[^⟦⟧.;]{0,40} "
            "<head:G> (y|e|con|contra|a) (el |la |los |o |a )?<child:G>",
            0.82,
        ),
        spanish_face_after=(
            "<head:G> (y|e) (el |la |los |o |a )?<child:G>,? (se disputan|se enfrentan|disputam|"
            "están en guerra|mantienen)",
            0.84,
        ),
        spanish_rival_of=(
            "<head:G>[^⟦⟧.;]{0,40} (rival|rivales|enemig[oa]s?|rivais|inimig[oa]s?|contra|"
            "disputa[^⟦⟧.;]{0,30}) (de|del|da|do|a|con)? ?(el |la |los |o |a )?<child:G>",
            0.74,
        ),
        stopped_paying=(
            "<head:G>[^⟦⟧.;]{0,60} (stopped|refused|unwilling|refuses|refusing|quit)( to)? "
            "pay(ing)? [^⟦⟧.;]{0,40}<child:G>",
            0.7,
        ),
        expel=(
            "<head:G>[^⟦⟧.;]{0,30} (to |attempt to |bid to |campaign to )?(expel|oust|dislodge|"
            "drive|push|displace|wipe out|eliminate|crush|unseat|supplant) (the )?<child:G>",
            0.8,
        ),
        to_fight=(
            "<head:G>[^⟦⟧.;]{0,60} to (fight|battle|confront|attack|kill|combat|take on|repel) "
            "(the )?(\\w+ )?<child:G>",
            0.76,
        ),
        taken_on=(
            "<head:G>{N}[^⟦⟧.;]{0,30} (took on|takes on|challenged|challenges|challenging|"
            "confronts|confronted|turned on|turned against|declared war on|hit back at|"
            "retaliated against|raided|invaded|attacked|ambushed|taking on) (the )?(\\w+ "
            ")?<child:G>",
            0.78,
        ),
        whose_feud=(
            "<head:G>,? whose (\\w+ ){0,2}(feud|war|rivalry|quarrel|conflict|battle|fight|"
            "enmity) (with|against) <child:G>",
            0.88,
        ),
        against_rebelled=(
            "<head:G>[^⟦⟧.;]{0,60} (rebelled|revolted|rose|risen|mutinied) against <child:G>",
            0.8,
        ),
        used_to_partner=(
            "<head:G>,? once (partners|allies|friends) (of |and )?[^⟦⟧.;]{0,20}(enem(y|ies)|"
            "rivals?|foes?) of <child:G>",
            0.87,
        ),
        deadly_enemies=(
            "<head:G>['’]s? leaders [^⟦⟧.;]{0,60}<child:G>,? [^⟦⟧.;]{0,5}(⟦G\\d+⟧['’]s|their|"
            "its) (\\w+ )?(enem|rival)",
            0.8,
        ),
        rivals_since=(
            "<head:G> and <child:G> (have|has) (long |been |now |since |always |once )*(rivals|"
            "enemies|feuding|fighting|clashing|warring|competing|vying|battling|fought|clashed|"
            "feuded|battled)",
            0.87,
        ),
    ),
    *patterns(
        RelationKind.ALLIED_WITH,
        ".",
        friends_of=(
            "<head:G>{N},?[^⟦⟧.;]{0,30} (friends|allies|partners|associates|on good terms|hand "
            "in glove|in cahoots|in league|in business|in step|side by side|aligned|allied|in "
            "alliance|shoulder to shoulder|in partnership|in tandem) (of|with|to) <child:G>",
            0.84,
        ),
        teamed_up=(
            "<head:G>{N}[^⟦⟧.;]{0,30} (teamed up|joined forces|linked up|allied itself|allied "
            "themselves|allied|thrown in [^⟦⟧.;]{0,12}|made common cause|closed ranks|struck (a|"
            "an) (deal|alliance|pact|agreement)|does business|do business|did business|entered "
            "into an alliance|forged (a|an) (alliance|pact)|sealed (a|an) (alliance|pact)) with "
            "((a|an|the) [^⟦⟧.;]{0,30}(⟦L\\d+⟧ [^⟦⟧.;]{0,20})?)?<child:G>",
            0.84,
        ),
        protected_by=(
            "<head:G>{N}[^⟦⟧.;]{0,40} (protected|sheltered|backed|supported|armed|financed|"
            "bankrolled|hosted|aided|helped|assisted) by (the )?<child:G>",
            0.78,
        ),
        backs=(
            "<head:G>{N} (backs|backed|supports|supported|shelters|sheltered|shielded|is backing|"
            "are backing|aids|respalda|apoya|hired|hires) (the |a )?<child:G>",
            0.76,
        ),
        spanish_allies=(
            "(alianza|pacto|acuerdo|aliança) (entre|de|del) (el |la |los |o )?<head:G> (y|con|e|"
            "com) (el |la |los |o )?<child:G>",
            0.86,
        ),
        spanish_allied=(
            "<head:G>[^⟦⟧.;]{0,30} (aliad[oa]s?|alió|alianza|aliança|alianzas|socios) (con|de|"
            "del|com|do) (el |la |los |o )?<child:G>",
            0.82,
        ),
        marriage=(
            "(alliance|marriage|understanding|arrangement|pact|friendship|partnership) (of|"
            "between|linking) <head:G>{N} (and|with|to) <child:G>",
            0.82,
        ),
        through=(
            "<head:G>[^⟦⟧.;]{0,60} through (a|an|its|the|their) (\\w+ ){0,2}(ally|partner|"
            "associate|family|gang|group),? <child:G>",
            0.8,
        ),
    ),
    *patterns(
        RelationKind.FACTION_OF,
        ".",
        answers_to=(
            "<head:G>{N},? (which |who )?(answers? to|answered to|swears? allegiance to|swore "
            "allegiance to|pledged allegiance to|reports? to|takes? orders from|is subordinate "
            "to|is part of|are part of|was part of|forms? part of|belongs? to|functions? as an? "
            "\\w+ (wing|arm) of|broke (away )?from|split from|split off from|grew out of|emerged "
            "from|sprang from|was born (out )?of) (the )?<child:G>",
            0.82,
        ),
        largest_under=(
            "<head:G>,? (which is |is )?(the |an? )?(\\w+ ){0,2}(group|gang|clan|family|faction|"
            "set|affiliate) (under|within|of|inside) (the )?<child:G>( umbrella| federation| "
            "alliance)?",
            0.82,
        ),
        joined_federation=(
            "<head:G>[^⟦⟧.;]{0,30} (joined|is a member of|are members of|entered|belongs? to|"
            "signed up to|make up|makes up|form|formed) <child:G>(?=[.,;]|$|, | (federation|"
            "alliance|coalition))",
            0.72,
        ),
        wing_of=(
            "<head:G>,? (the|an?|its) ([\\w-]+ ){0,3}(wing|faction|branch|cell|arm|clique|"
            "chapter|offshoot|subset|splinter|set|affiliate|support club|puppet club|feeder club|"
            "breakaway) (of|from) (the )?<child:G>",
            0.86,
        ),
        wing_whose=(
            "<child:G>['’]s? ([\\w-]+ ){0,2}(wing|faction|branch|cell|arm|clique|chapter|"
            "offshoot|set|puppet club|support club|enforcers|armed wing),? (the |known as |"
            "called |named )*<head:G>",
            0.84,
        ),
        left_by_split=(
            "<head:G> and ⟦G\\d+⟧,? [^⟦⟧.;]{0,40}(split|division|splintering|división|break-up|"
            "breakup|rupture|collapse) (of|in|de|within) (the |la |el |los )?<child:G>",
            0.76,
        ),
        two_from_split=(
            "⟦G\\d+⟧ (and|y) <head:G>,? [^⟦⟧.;]{0,40}(split|división|division|splintering|"
            "break-up|breakup|rupture|collapse) (of|in|de|within) (the |la |el |los )?<child:G>",
            0.76,
        ),
        faction_leader_of_its=(
            "<child:G>[^.;]{0,90}(its|their|the gang['’]s|⟦G\\d+⟧['’]s) <head:G>,? (faction|wing|"
            "clique|cell|set|chapter)?",
            0.72,
        ),
        clique_that=(
            "<head:G>,? (the|an?) ([\\w-]+ ){0,2}(clique|set|cell|faction|chapter) of (the "
            ")?<child:G>",
            0.88,
        ),
        spanish_part=(
            "<head:G>,? (brazo armado|facción|célula|clica|grupo|escisión|ala) ([\\w]+ ){0,2}(de|"
            "del|al servicio de)( la| los| el)? <child:G>",
            0.84,
        ),
    ),
    *patterns(
        RelationKind.SUPPLIES,
        "(?i)suppl|s[eo]l[dl]|vend|provid|g[eo]t|b[uo]y|bought|obtain|ship|deliver|furnish",
        sold_to=(
            "(sold|supplied|provided|delivered|furnished|shipped) to (the )?<child:G>({N})? by "
            "(the )?<head:G>",
            0.86,
        ),
        sold_from=(
            "<child:G>[^⟦⟧.;]{0,30} (bought|buys?|gets?|got|obtains?|obtained|sources?|acquired|"
            "purchased|receives?|received)[^⟦⟧.;]{0,50} (from|off|through) (the )?<head:G>",
            0.82,
        ),
        from_whom=(
            "<child:G>[^⟦⟧.;]{0,60}<head:G>, from (whom|which) (they|it) (get|gets|buy|buys|"
            "obtain|obtains|receive|receives)",
            0.85,
        ),
        spanish_sells=(
            "<head:G>[^⟦⟧.;]{0,30} (vendi\\w+|vende\\w*|suministr\\w+|prove\\w+|abastec\\w+|"
            "fornec\\w+)[^⟦⟧.;]{0,40} (a|al|ao) (los |las |la |o )?<child:G>",
            0.82,
        ),
    ),
)
