"""How texts say who leads and who belongs to a gang, and who knows whom."""

from entities.extraction.relations.language import patterns
from entities.kinds import RelationKind

_IS = "{AGE}{BEING},?( (an?|the|one of( the)?|its|another))*"
PATTERNS = (
    *patterns(
        RelationKind.LEADER_OF,
        r"(?i)lead|led |boss|chief|head|kingpin|command|capo|found|control|r[au]n|direct|"
        r"charge|president|cabecilla|l[ií]der|jefe|under|took|taken|creat|overs|"
        r"lieutenant|captain|lord|mastermind|matriarch|heir|deputy|sergeant|number two|No\.? 2|"
        r"consigliere|caller|palabrero|ranfl|strongman|godfather|patriarch|supremo",
        is_gang_leader=(f"<head:P>{_IS} <child:G>{{N}}(['’]s?)? {{LEADER}}", 0.88),
        gang_leader_person=(
            "<child:G>{N}(['’]s?)? ((?!and\\b)\\w+ ){0,2}?{LEADER},? (known as |called |named |"
            "alias )?"
            "<head:P>(?!['’]?s? (of|from) (the )?⟦G)",
            0.88,
        ),
        leader_of=("<head:P>{AGE},?~ {LEADER} (of|in|for|within|with)~ <child:G>", 0.87),
        leads=(
            "<head:P>{AGE},?~ (leads|led|leading|(?<!the )heads(?! of)|headed|(runs|ran)(?! "
            "with)|ruled|"
            "rules|founded|"
            "commands|commanded|formed|built|inherited|presides over|masterminded|"
            "took over|taken over|controls|controlled|co-founded|created|oversees|oversaw|directs|"
            "directed|in charge of|at the head of|took control of|in command of)~ <child:G>",
            0.8,
        ),
        led_by=(
            "(?<! of )(?<! of the )<child:G>{N},?~ (led|headed|run|founded|commanded|controlled|"
            "directed|headed up|"
            "co-founded|created|overseen|ruled)( from [^.;,]{1,40}?)? by( the ⟦L\\d+⟧)?~ <head:P>",
            0.88,
        ),
        led_by_although=(
            "<child:G!>,[^⟦⟧.;]{0,60} (of|from) (the )?⟦G\\d+⟧, (is|are|was|were) (\\w+ )?(led|"
            "headed|"
            "run|commanded|controlled|directed) by <head:P>",
            0.88,
        ),
        leader_named=("{LEADER} of <child:G>{N},? (is |was |known as |named )?<head:P>", 0.87),
        and_other_leaders=("<head:P> and other <child:G> (leaders|bosses|chiefs|commanders)", 0.8),
        spanish_leader=(
            "<head:P>~ (cabecilla|l[ií]der|jefe|jefa|fundador)~ de(l| la| los| las)? <child:G>",
            0.82,
        ),
        under=("<child:G>{N} (under|under the (leadership|command) of) <head:P>", 0.8),
        taken_over_after=(
            "(took over|take over|became [^⟦⟧.;]{0,30}(of|in)|took control of|took charge of|"
            "inherited|took the reins of) <child:G>~ (after|when|following|upon)~ <head:P>",
            0.8,
        ),
        at_its_head=("[Aa]t <child:G> head~ (stood|was|is|stands)~ <head:P>", 0.82),
        leaders_among_them=(
            "<child:G>({N}|['’]s) (leaders|bosses|chiefs|commanders)[^.;]{0,50}?(among them|"
            "including|"
            "such as|notably)~( ⟦P\\d+⟧['’]s \\w+,?)? <head:P>(?<=⟧)(?!['’])",
            0.8,
        ),
        another_leader=(
            "^(In \\w+,? )?<head:P>[^⟦⟧.;]*(⟦[PLG]\\d+⟧[^⟦⟧.;]*)*another <child:G> "
            "(leader|boss|chief)",
            0.65,
        ),
    ),
    *patterns(
        RelationKind.MEMBER_OF,
        r"member|gangster|gunm[ae]n|hitm[ae]n|enforcer|operative|associate|soldier|"
        r"recruit|sicario|paymaster|banker|envoy|represent|courier|bodyguard|veteran|prospect|"
        r"lookout|"
        r"henchm|financier|killer|fixer|dealer|right-hand|launder|another|described|gone over|with|"
        r"affiliat|collector|marero|treasurer|accountant|inmate|traffick|"
        r"operator|part|belong|join|work|initiat|link|ti|connect| of | from ",
        is_gang_member=(f"<head:P>{_IS} <child:G>{{N}}(['’]s?)? {{MEMBER}}", 0.88),
        gang_member_person=(
            "<child:G>{N}(['’]s?)? {MEMBER},? (known as |named |alias )?<head:P>",
            0.87,
        ),
        member_of=(
            "<head:P>{AGE}{MERELY} ({MEMBER}|part|membership) (of|in|for|with|within)~ <child:G>",
            0.85,
        ),
        and_other_members=("<head:P> and other <child:G> (members|gunmen|gangsters)", 0.8),
        belongs_to=(
            "<head:P>{AGE},?~ (belong(s|ed|ing)? to|joined|work(s|ed|ing)? for|"
            "recruited (by|into)|affiliated with|initiated into|linked to|tied to|ties to|"
            "links to|connected to) <child:G>",
            0.75,
        ),
        acted_as_member=("^[^⟦⟧.;]{0,30}<head:P>≈ as (an?|the) {MEMBER} (of|for) <child:G>", 0.78),
        another_of_gang=(
            "<head:P>,?( both| all)? (an|a|another|(described|identified) as( an?| members of)?) "
            "(alleged |suspected )?<child:G>(?=[,.;]|$| who| and )",
            0.75,
        ),
        joined_later=(
            "<head:P>~ (used to be with|was with|had been with|gone over to|went over to|"
            "defected to|rode with|ran with|represents|represented) <child:G>",
            0.76,
        ),
        person_of=("<head:P!>,? (of|from) <child:G!>", 0.6),
        members_listed=(
            "{MEMBER} of <child:G>{N},? (identified as |named |including )?<head:P>",
            0.85,
        ),
    ),
    *patterns(
        RelationKind.CONTACTED,
        r"(?i)told|call|phone|contact|met|meet|messag|text|visit|order|instruct|wrote|"
        r"sp[eo]|talk|touch|communicat|conspir|conversation|letter|conference|exchang|"
        r"discuss|sent|pass|relay",
        told=(
            "<head:P>{AGE},?( [^⟦⟧.;]{0,80}?(⟦[LD]\\d+⟧,?[^⟦⟧.;]{0,40}?){0,2})?( and)? {TELL} "
            "(with )?(alias )?(⟦[GAOL]\\d+⟧ [^⟦⟧.;]{1,30} )?<child:P>",
            0.78,
        ),
        call_between=(
            "([Cc]alls?|conversations?|meetings?|messages|letters|contacts?|conference|"
            "communications?)~ (between|with) <head:P> (and|with) <child:P>",
            0.85,
        ),
        and_met=(
            "<head:P> and <child:P> (met|spoke|talked|communicated|exchanged|discussed)",
            0.82,
        ),
        contact_of=(
            "<head:P>~ (contact|call|meeting|meetings|conversation|conversations) with <child:P>",
            0.8,
        ),
        whom_met=("<head:P>[^⟦⟧.;]{0,60} whom <child:P> (met|called|contacted|visited)", 0.8),
        message_to=(
            "<head:P>~ (sent|passed|wrote|relayed)~ (message|messages|letter|orders|note)~ to "
            "<child:P>",
            0.78,
        ),
    ),
    *patterns(
        RelationKind.FAMILY_OF,
        r"(?i)brother|sister|son|daughter|father|mother|wife|husband|cousin|nephew|niece|"
        r"uncle|aunt|widow|twin|friend|partner|sibling|couple|marri|wed",
        kin_of=(f"<head:P>{_IS}( \\w+){{0,2}}? {{KIN}} (of|to) <child:P>", 0.87),
        his_kin=("<head:P!>,?~ (his|her|su) {KIN},? <child:P!>", 0.85),
        his_kin_all=(
            "<head:P!>,?~ (his|her) (\\w+ )?(brothers|sisters|sons|daughters|cousins|nephews),? "
            "<child:P>",
            0.85,
        ),
        possessive_kin=("<head:P>['’]s? {KIN},? <child:P!>", 0.88),
        possessive_kin_all=(
            "<head:P>['’]s? (\\w+ )?(brothers|sisters|sons|daughters|cousins|nephews),? <child:P>",
            0.88,
        ),
        is_possessive_kin=("<head:P>{AGE}{BEING},? <child:P>['’]s? {KIN}", 0.88),
        brothers=(
            "([Bb]rothers|[Ss]isters|[Ss]iblings|[Tt]wins|[Cc]ousins|[Cc]ouple),? "
            "<head:P> and <child:P>",
            0.87,
        ),
        are_kin=(
            "<head:P> and <child:P>,?~ (brothers|sisters|siblings|twins|cousins|married)",
            0.8,
        ),
        kin_of_second=(
            f"^[^⟦⟧.;]{{0,30}}<head:P>{_IS}( \\w+){{0,2}}? {{KIN}} of ⟦P\\d+⟧,? and( an?|"
            f" the)? {{KIN}} "
            "(of|to) <child:P>",
            0.85,
        ),
        married=("<head:P>,?~ (married|wed|is married|was married)( to)? <child:P>", 0.8),
    ),
    *patterns(
        RelationKind.FAMILY_OF,
        r"(?i)brother|sister|son|daughter|father|mother|wife|husband|cousin|nephew|niece|uncle|"
        r"aunt|widow|twin|girlfriend|boyfriend|in-law|married|parents|children|sibling",
        his_kin_somewhere=(
            "<head:P>[^⟦⟧;.]{0,70}?(['’]s|['’]| his| her|"
            " their)( \\w+){0,3}? {KIN},?( \\w+){0,2}? <child:P>",
            0.74,
        ),
        kin_of_person_named=("{KIN} of <head:P>,?( [^\\s⟦⟧.;,]+){0,3}?,? <child:P>", 0.72),
        person_kin_of=(
            "<head:P>,?( [^\\s⟦⟧.;,]+){0,5}? {KIN} (of|to)( \\w+){0,3}? <child:P>",
            0.74,
        ),
        kin_in_brackets=("<head:P>,? (and )?<child:P>,? (his|her) {KIN}\\b", 0.76),
        father_and_son=(
            "([Ff]ather and son|[Mm]other and (son|daughter)|[Hh]usband and wife)( \\w+){0,2},? "
            "<head:P> and <child:P>",
            0.85,
        ),
    ),
)
