"""How texts say where gangs are, where people are held, and what states do against them."""

from entities.extraction.relations.language import patterns
from entities.kinds import RelationKind

_ACT = (
    "(sanction(s|ed)|designat(es|ed)|list(s|ed)|blacklist(s|ed)|indict(s|ed)|charg(es|ed)|"
    "arrest(s|ed)|captur(es|ed)|detain(s|ed)|target(s|ed)|raid(s|ed)|fingered|accus(es|ed)|"
    "dismantl(es|ed)|seiz(es|ed)|prosecut(es|ed)|extradit(es|ed)|kill(s|ed)|investigat(es|ed)|"
    "convict(s|ed)|sentenc(es|ed)|declar(es|ed)|nam(es|ed)|label(s|led|ed)|hunt(s|ed)|outlaw(s|ed)|"
    "ban(s|ned)|branded|froze|freezes|deport(s|ed)|attack(s|ed)|fight(s|ing)|fought|combat(s|ed)|"
    "imposed|wanted|sought|caught|nabbed|apprehended|(taken|took) into custody|picked up|issued|"
    "bombed|(is|are|was|were) (designating|charging|prosecuting|hunting|seeking|targeting|"
    "investigating|sanctioning)|went after|seized|busted|rounded up|cracked down|crack(s|"
    "ing) down|broke up|surveill?(s|ed)|"
    "classif(ies|ied)|jailed|imprisoned|offered|unsealed)"
)
PATTERNS = (
    *patterns(
        RelationKind.OPERATES_IN,
        r".",
        presence=(
            "<head:G>({MEN}|{N}),?~ (presence|network|foothold|base|stronghold|operations?|cells?|"
            "branch(es)?|cliques?|chapters?|activit(y|ies)|territory|plazas?|rackets?)~ {IN} "
            "{AREA}<child:L>",
            0.82,
        ),
        operates=("<head:G>({MEN}|{N}),?~ {ACTIVE}~ {IN} {AREA}<child:L>", 0.76),
        acts_there=(
            "^[^⟦⟧.;]{0,60}<head:G>({MEN}|{N}),?~ {ACTIVE}{DOING} {IN} {AREA}<child:L>",
            0.7,
        ),
        where_it_acts=("<child:L>,? where <head:G>({MEN}|{N}),?~ {ACTIVE}", 0.78),
        there_it_acts=(
            "^([Ii]n|[Aa]cross|[Aa]round|[Tt]hroughout|[Oo]utside|[Aa]long) {AREA}<child:L>,?"
            "[^⟦⟧.;]{0,40} <head:G>({MEN}|{N}),?~ {ACTIVE}",
            0.74,
        ),
        between_them_there=(
            "({FEUD}|killings|attacks|violence)~ between~ <head:G>≈ {IN} {AREA}<child:L>",
            0.72,
        ),
        enemy_there=(
            "⟦G\\d+⟧{N} (is |are |has |have )?(\\w+ ){0,2}({FEUD}|fighting|fights|battling|fought|"
            "lost ground|at war|clashed) (\\w+ ){0,2}<head:G>≈ {IN} {AREA}<child:L>",
            0.7,
        ),
        by_gang_there=(
            "(attack|ambush|massacre|killed|murdered|kidnapped|controlled|claimed|held|dominated|"
            "terrori[sz]ed|run|ruled|imposed|extorted|shot|signed)~ by <head:G>({MEN}|{N})~ {IN} "
            "{AREA}<child:L>",
            0.7,
        ),
        place_held_by=(
            "<child:L>,?~ (controlled|claimed|dominated|terrori[sz]ed|run|ruled|held|extorted|"
            "disputed|contested) by <head:G>",
            0.76,
        ),
        a_gang_in=(
            "<head:G>,? (an?|the|one of( the)?|which is|is an?|is the)"
            "( [^\\s⟦⟧.;,]+| ⟦G\\d+⟧(?!,)){0,8}? "
            "(in|across|throughout|from|of|based in|active in) {AREA}<child:L>",
            0.78,
        ),
        largest_of_place=(
            "<child:L>['’]s? [^⟦⟧.;,]{0,50}(gangs?|groups?|cartels?|organi[sz]ations?|clubs?|"
            "syndicates?|mafias?),? (is |are |called |known as )?<head:G>",
            0.8,
        ),
        is_largest_of_place=(
            "<head:G>,? (is |are |was )?(one of )?<child:L>['’]s? [^⟦⟧.;,]{0,50}(gangs?|groups?|"
            "cartels?|organi[sz]ations?|clubs?|syndicates?|mafias?|export|threat)",
            0.8,
        ),
        stronghold_in_place=(
            "<child:L>,? <head:G>['’]s? (\\w+ ){0,2}(stronghold|bastion|base|territory|turf|"
            "birthplace|home|headquarters)",
            0.82,
        ),
        controls=(
            "<head:G>({MEN}|{N}),?~ (control(s|led|ling)?|dominat(es?|ed|ing)|rul(es?|ed|ing)|"
            "terrori[sz](es?|ed|ing)|infiltrat(es?|ed|ing)|govern(s|ed)?) {AREA}<child:L>",
            0.78,
        ),
        gang_in=(
            "(?<!directed )(?<!led )(?<!ran )(?<!run )(?<!leads )(?<!to )(?<!to the )<head:G!>(( "
            "\\w+)? (members?|"
            "leaders?|"
            "cells?|cliques?|branch(es)?|boss|commander|chapter|families)( active| present)?|{N}) "
            "({IN}|of) {AREA}<child:L>",
            0.7,
        ),
        spanish_in=("<head:G> en (el |la )?<child:L>", 0.65),
        chapter_of=(
            "<child:L!> (chapter|charter|clique|branch|cell|faction|wing|clubhouse) of <head:G!>",
            0.82,
        ),
        gang_based=("<child:L>-based <head:G>", 0.85),
        place_of_gang=("<child:L>['’]s? <head:G>", 0.7),
        place_stronghold=(
            "<child:L>,?~ (stronghold|bastion|territory|turf|birthplace|home) (of|to) <head:G>",
            0.82,
        ),
    ),
    *patterns(
        RelationKind.IMPRISONED_IN,
        r"penal|cárcel|prisión|presídio|held|prison|jail|incarcerat|detain|detention|lock|serving|bars|inmate|transfer|"
        r"sentenc|remand|hous|confin|mov|cell|penitentiary|correctional|supermax",
        held_in=(
            "<head:P>{AGE},?~ (held|imprisoned|jailed|incarcerated|detained|locked up|serving|"
            "behind bars|inmate|prisoner|transferred|sentenced|remanded|housed|confined|moved)~ "
            "(in|at|to|inside) ({PRISON} (in|at|near) )?{AREA}<child:L>",
            0.82,
        ),
        from_prison=(
            "<head:P>{AGE},?~ (from|in|inside|at|out of) {PRISON} (in|at|near|outside) "
            "{AREA}<child:L>",
            0.8,
        ),
        in_a_prison=(
            "^[^⟦⟧.;]{0,40}<head:P>(?<=⟧)(?!['’])[^;.]{0,100}? (in|at|to|inside|from|of) "
            "(the )?(\\w+ )?<child:L> (prison|jail|penitentiary)",
            0.74,
        ),
        spanish_held=(
            "<head:P>~ (recluid[oa]s?|trasladad[oa]s?|llevad[oa]s?|pres[oa]s?|internad[oa]s?|"
            "ingresad[oa]s?)~ (en|al|a) (la |el )?(penal|cárcel|prisión|presídio)( de)?( la| el)? "
            "<child:L>",
            0.82,
        ),
        operating_out_of_prison=(
            "<head:P>,?( (an?|the) ⟦G\\d+⟧[^⟦⟧.;]{0,20})?~ "
            "(from|in|inside|at|out of) (the )?<child:L> "
            "(prison|jail|penitentiary)",
            0.82,
        ),
    ),
    *patterns(
        RelationKind.LOCATED_IN,
        r" in | of |-based|from|near| at |['’]s? ⟦",
        agency_in=("<head:A>,? (office |branch |headquarters |link )?in <child:L>", 0.7),
        located=(
            "<head:AO>,?( which)?( is)? (located|based|headquartered|registered) in "
            "{AREA}<child:L>",
            0.85,
        ),
        based=("<child:L>-based <head:AO>", 0.85),
        body_in=(
            "<head:AO>, (an?|the)( [^\\s⟦⟧.;,]+){1,8}? (in|of|from|based in|near) {AREA}<child:L>",
            0.74,
        ),
        place_of_body=("<child:L>['’]s? <head:AO!>", 0.74),
        in_place_body=("^[Ii]n <child:L>, the <head:A>", 0.7),
        person_of=("<head:P>,? of <child:L>(?=[,.;]|$| (who|was|were|is))", 0.74),
        role_in=(
            "<head:P>, (an?|the)( [^\\s⟦⟧.;,]+| ⟦G\\d+⟧){1,6}? (in|from|at) {AREA}<child:L>"
            "(?! (prison|jail|penitentiary|police))",
            0.7,
        ),
        person_in=(
            "<head:P>{AGE},?~ (lives?|lived|living|resid(es|ed|ing)|hiding|hid|fled to|based|born|"
            "resident|native|arrived|represents ⟦G\\d+⟧|represented ⟦G\\d+⟧)~ (in|of|to) "
            "{AREA}<child:L>(?! (prison|jail|penitentiary))",
            0.7,
        ),
    ),
    *patterns(
        RelationKind.ACTS_AGAINST,
        r".",
        acts=(
            f"<head:AL>,?~ {_ACT}~ (against |on |of |from |members of |leaders of |against members "
            "of )*<child:GP>",
            0.8,
        ),
        against_members=(
            "<head:AL> (has |have )?(sanctioned|designated|charged|indicted|arrested|captured|"
            "detained|convicted)≈ (linked to|members? of|leaders? of|associated with|belonging to|"
            "suspected of working for) <child:G>",
            0.78,
        ),
        by=(
            f"<child:GP>({{MEN}}|{{N}}|{{AGE}}),?~ {_ACT}~ by~ <head:AL>(?!['’]?s? ⟦)",
            0.84,
        ),
        caught_by_agency=(
            f"(?<!as )<child:GP>({{MEN}}|{{N}}|"
            f"{{AGE}}),?~ {_ACT}≈ by ([^\\s⟦⟧.;,]+ ){{0,4}}?<head:A>",
            0.76,
        ),
        warrant_of=(
            "<child:P>… (warrant|indictment|charges)( \\w+){0,2} (obtained|issued|brought|filed|"
            "unsealed) by <head:A>",
            0.76,
        ),
        operation=(
            "<head:AL>(['’]s?)?~ (operation|operations|raid|raids|crackdown|offensive|war|campaign|"
            "indictment|charges|sanctions|investigation|case|fight|battle|action|reward|"
            "task force|manhunt|probe|warrants?|bounty|"
            "Red Notice|strike|sweep)~ "
            "(against|on|targeting|into|for)~ <child:GP>",
            0.82,
        ),
        spanish_acts=(
            "<head:A>~ (detuv\\w+|captur\\w+|arrest\\w+|aprehend\\w+|prende\\w+)( el| en "
            "[^⟦⟧.;]{1,20})*"
            " (a )?<child:P>",
            0.82,
        ),
        against_by=(
            "(operation|operations|raid|raids|crackdown|offensive|campaign|indictment|charges|"
            "sanctions|investigation|case|action)~ (against|on|targeting|into) <child:GP>~ by~ "
            "<head:AL>",
            0.82,
        ),
    ),
)
