"""How texts say what gangs are to each other."""

from entities.extraction.relations.language import patterns
from entities.kinds import RelationKind

PATTERNS = (
    *patterns(
        RelationKind.ALLIED_WITH,
        r"all[iy]|partner|pact|coalition|collab|cooperat|union|venture|merg|team|forces|"
        r"ties|links|joint|work|lot with|found|peace|side|support|back|league|truce|form|"
        r"relationship",
        alliance_of=("<head:G>{N} and <child:G>{N} {ALLIANCE}", 0.82),
        alliance_between=(
            "({ALLIANCE}|ties|links|joint( criminal)? (activity|operations?|venture))~ "
            "(between|of|linking|involving) <head:G>{N} (and|with) <child:G>",
            0.82,
        ),
        allied_with=(
            "<head:G>({MEN}|{N}),?~ (allied|ally|aligned|teamed( up)?|join(s|ed|ing)? forces|"
            "partner(s|ed|ing)?|{ALLIANCE}|pact|collaborat(es?|ed|ing)|cooperat(es?|ed|ing)|"
            "work(s|ed|ing)?( closely| together)?)( itself| themselves| closely)? "
            "(with|alongside)( members of)? <child:G>",
            0.8,
        ),
        threw_in_lot=(
            "<head:G>({MEN}|{N}),?~ ((thrown|threw|cast) in (its|their) lot with|found (friends|"
            "allies|an ally|a partner) in|made peace with|sided with|sides with|(supports?|backs?) "
            "(its ally )?|backed( by)?|on the side of|in league with) <child:G>",
            0.8,
        ),
        support_group=(
            "<head:G>{N} (or of|or|and|and of) (its|their) (support|puppet|feeder|affiliate) "
            "(group|club|gang) <child:G>",
            0.8,
        ),
        ally_of=("<head:G>{N},?~ {ALLY} of <child:G>", 0.8),
        and_its_ally=("<head:G>{N},? (and|with) (its|their) {ALLY},? <child:G>", 0.85),
        are_allies=("<head:G>{N} and <child:G>{N} (are|were|became|remain|have been) {ALLY}", 0.85),
        had_pact=(
            "<head:G>{N} and <child:G>{N} (have|had|has|were|are|have had|had been|have been)"
            "( an?| long| once)* ({ALLIANCE}|partners|allies|allied)",
            0.82,
        ),
        third_allied=(
            "<head:G>,? (has|have|had) (\\w+ )?(sided|joined forces) with <child:G>",
            0.82,
        ),
        formed=(
            "<head:G>{N} and <child:G>{N}~ (formed|forged|sealed|struck|agreed|made|joined|teamed) "
            "(an? )?(\\w+ )?({ALLIANCE}|forces|up|truce)",
            0.8,
        ),
    ),
    *patterns(
        RelationKind.RIVAL_OF,
        r"(?i)rival|enem|foe|feud|war|battl|clash|fight|fought|conflict|disput|struggl|"
        r"hostil|truce|ceasefire|attack|ambush|kill|shot|massacr|murder|target|compet|"
        r"vying|fire|shoot|dr[io]v|oust|expel|push|dislodge|wrest|held by|against|lost|ceded|"
        r"brawl|quarrel|"
        r"run by|gunfight|controlled|claimed",
        and_its_rival=(
            "<head:G>{N},? (and|or|with|against|from|by) (its|their|the) {RIVAL},? <child:G>",
            0.88,
        ),
        rival_of=("<head:G>{N},?~ {RIVAL} (of|to) <child:G>", 0.88),
        its_rival=("<head:G>~ (its|their) {RIVAL},? <child:G>", 0.84),
        whose_rival=("{RIVAL} of <head:G>{N},? <child:G>", 0.8),
        feud_between=(
            "{FEUD}~ (between|involving|pitting)~ <head:G>({MEN}|{N})~ (and|against|with)~ "
            "<child:G>",
            0.85,
        ),
        feud_with=(
            "<head:G>({MEN}|{N}),?~ ({FEUD}|feuding|brawl(s|ed|ing)|clash(es|ed|ing)|battl(es|ed|"
            "ing)|"
            "fight(s|ing)?|"
            "fought|compet(es|ed|ing)|vying|at war|attack(s|ed)|ambushed)"
            "( for [^⟦⟧.;]{1,40}| over [^⟦⟧.;]{1,40})? (with|against)( members of)? <child:G>",
            0.8,
        ),
        attacks=(
            "<head:G>({MEN}|{N}) ((has|have|had|is|are) )?((long|also|since|recently|often|now|"
            "been|"
            "once|still|repeatedly) ){0,2}(attacked|attacks|fights|battles|fighting|battling|"
            "at war "
            "with|kills|ambushed|killed|shot|fought|battled|are fighting|"
            "is fighting|massacred|murdered|targeted) (the )?(\\w+ )?(members of )?<child:G>",
            0.75,
        ),
        pushed_into=(
            "<head:G>≈ (into|on|against) [^⟦⟧.;]{0,40}(held|controlled|run|dominated|claimed|"
            "ruled) by "
            "<child:G>",
            0.78,
        ),
        drives_out=(
            "<head:G>[^.;]{0,110}? (driv(e|ing)|drove|oust(ed|ing)?|expel(led)?|push(ed)?|"
            "dislodged?|"
            "wrest [^⟦⟧.;]{0,40} from) <child:G>( out| from|[,.;]|$)",
            0.78,
        ),
        lost_ground_to=(
            "<head:G>~ (lost|losing|loses|ceded) (ground|territory|control|turf)~ to <child:G>",
            0.8,
        ),
        against=("<head:G>{N} (against|versus|vs\\.?|killing) <child:G>", 0.74),
        opened_fire_on=(
            "<head:G>≈ (opened fire on|shot at|shooting|ambush(ed)?|attack(ed)? on) (\\w+ ){0,3}"
            "(members? of )?<child:G>",
            0.72,
        ),
        possessive_rival=("<head:G>['’]s? {RIVAL},? <child:G>", 0.85),
        and_is_fighting=(
            "<head:G>{N} ≈ and (is |are |has been |have been )?(fighting|battling|attacking|at war "
            "with|feuding with|fights|battles) <child:G>",
            0.72,
        ),
        fought=(
            "<head:G>({MEN}|{N}) and <child:G>({MEN}|{N})~ (fought|clashed|clash|"
            "are fighting|battled|"
            "have fought|have been fighting|se disputan|exchanged fire)",
            0.82,
        ),
        are_rivals=(
            "<head:G>{N} (and|or) <child:G>{N} (are|were|have been|have long been|remain)"
            "( \\w+){0,2} ({RIVAL}|at war|fighting|feuding|battling|warring|clashing)",
            0.87,
        ),
        rivals_listed=(
            "([Rr]ivals|[Rr]ival gangs|[Rr]ival groups|[Ee]nemies|[Ww]arring \\w+),? "
            "<head:G>{N} and <child:G>",
            0.87,
        ),
        rival_named=(
            "<head:G>({MEN}|{N})[^⟦⟧.;]{0,90}?(⟦[LD]\\d+⟧[^⟦⟧.;]{0,40}?){0,2}?"
            "(the|its|their|a) (\\w+ )?rival <child:G>",
            0.8,
        ),
        is_rival_of=("<head:G>,? <child:G>['’]s? (\\w+ ){0,2}{RIVAL}", 0.85),
        between_two=(
            "{FEUD}~ between [^⟦⟧.;]{1,40}(⟦L\\d+⟧[^⟦⟧.;:]{0,20})?: <head:G> and <child:G>",
            0.86,
        ),
        have_been_enemies=(
            "<head:G> and <child:G>,? (are|were|have been|had been|became|remain|remained)"
            "( \\w+){0,3} ({RIVAL}|at war)",
            0.86,
        ),
        made_war_on=(
            "^[^⟦⟧.;]{0,40}<head:G>({MEN}|{N})≈ (went on|kept|began|started|has been|have been|"
            "is|are) "
            "(fighting|battling|attacking|at war with) (both )?<child:G>",
            0.72,
        ),
        feud_of=("<head:G>{N}(-| and | versus | vs\\.? )<child:G>{N} {FEUD}", 0.8),
    ),
    *patterns(
        RelationKind.FACTION_OF,
        r"clica|facción|célula|brazo|faction|clique|cell|wing|arm|branch|offshoot|splinter|subgroup|break|broke|"
        r"subset|chapter|set|belong|loyal|answers|umbrella|famil|clan|program|part|split|emerged|"
        r"separat| of | from ",
        faction_of=(
            "<head:G>({N}|,)~ (factions?|cliques?|cells?|wing|arm|branch|offshoot|splinter group|"
            "splinter|subgroup|breakaway|subset|chapter|set|program|part) (of|from|within) "
            "<child:G>",
            0.85,
        ),
        belongs_to=(
            "<head:G>,?~ (belong(s|ed|ing)? to|splintered from|(is|are|was) loyal to|answers to|"
            "under the umbrella of) (\\w+ ){0,2}<child:G>",
            0.8,
        ),
        its_branch=(
            "<head:G>, <child:G>['’]s? (\\w+ ){0,2}(branch|wing|arm|cell|faction|clique|offshoot|"
            "chapter|set)",
            0.85,
        ),
        one_of_its_families=(
            "<head:G>, (one of the|among the)( \\w+){0,3} <child:G> (families|clans|cliques|sets|"
            "factions|gangs|cells)",
            0.85,
        ),
        of_gang=("<head:G>,? (one of the [^⟦⟧.;]{1,40} )?(of|from) <child:G>", 0.75),
        its_faction=(
            "<child:G>{N}(['’]s?)? (\\w+ )?(faction|clique|cell|wing|armed wing|offshoot|"
            "splinter group),? (known as |called |the )?<head:G>",
            0.82,
        ),
        gang_faction=("<child:G>['’]s? (\\w+ )?<head:G> (faction|clique|cell|wing|set)", 0.85),
        spanish_faction=(
            "<head:G>,? (clica|facción|célula|brazo armado|brazo) (de|del)( la| los)? <child:G>",
            0.84,
        ),
        spanish_clique_of=(
            "(clica|facción|célula) (de |de los )?<head:G> (de|del)( la| los)? <child:G>",
            0.84,
        ),
        breakaway=(
            "<head:G>, (an?|the)( \\w+){0,2} (faction|offshoot|wing|splinter|cell|breakaway)"
            "( group)? of <child:G>",
            0.86,
        ),
        split_from=(
            "<head:G>,?~ (split|broke away|splintered|broke off|emerged|separated) (off )?from"
            "( the ranks of)? <child:G>",
            0.75,
        ),
        a_faction=(
            "<head:G>, (a|an|the|another)( \\w+)? <child:G> (faction|clique|cell|offshoot|"
            "splinter group|set)",
            0.85,
        ),
        factions_listed=(
            "<child:G>{N}(['’]s?)? (two |main |rival )*(factions|cliques|wings),? (the )?<head:G>",
            0.8,
        ),
    ),
    *patterns(
        RelationKind.SUPPLIES,
        r"suppl|provid|s[eo]l[dl]|deliver|ship|smuggl|bought|buy|obtain|receiv|purchas|"
        r"g[oe]t|cocaine|heroin|drugs|weapons|guns",
        supplies=(
            "<head:G>({MEN}|{N}),?~ (suppl(y|ies|ied|ying)|provid(es?|ed|ing)|sold|sells?|selling|"
            "deliver(s|ed|ing)?|ship(s|ped|ping)?|smuggled)~ (to |with )?<child:G>",
            0.72,
        ),
        supplied_by=(
            "<child:G>({MEN}|{N}),?~ (supplied|bought|buys?|obtain(s|ed)?|receiv(es?|ed)|"
            "purchas(es|ed)|got|gets|cocaine|heroin|drugs|weapons|guns)~ (by|from) <head:G>",
            0.72,
        ),
        supplier_of=("<head:G>{N},?~ suppliers? (of [^⟦⟧.;]{1,40} )?(to|for|of) <child:G>", 0.8),
    ),
    *patterns(
        RelationKind.TRAINS,
        r"train|instruct",
        trains=(
            "<head:G>({MEN}|{N}),?~ (training|trains?|trained|instruct(s|ed|ing)?) (of |for )?"
            "(members of |gunmen of |recruits of )?<child:G>",
            0.82,
        ),
        trained_by=(
            "<child:G>({MEN}|{N}),?~ (trained|instructed|training|instruction)~ (by|from|with) "
            "<head:G>",
            0.82,
        ),
    ),
)
