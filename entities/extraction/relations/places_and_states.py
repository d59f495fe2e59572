"""How texts say where gangs are, where people are held, and what states do against them."""

from entities.extraction.relations.language import patterns
from entities.kinds import RelationKind

_ACT = (
    "(sanction(s|ed)|designat(es|ed)|list(s|ed)|blacklist(s|ed)|indict(s|ed)|charg(es|ed)|"
    "arrest(s|ed)|captur(es|ed)|detain(s|ed)|target(s|ed)|raid(s|ed)|fingered|accus(es|ed)|"
    "dismantl(es|ed)|seiz(es|ed)|prosecut(es|ed)|extradit(es|ed)|kill(s|ed)|investigat(es|ed)|"
    "convict(s|ed)|sentenc(es|ed)|declar(es|ed)|nam(es|ed)|label(s|led|ed)|hunt(s|ed)|outlaw(s|ed)|"
    "ban(s|ned)|branded|froze|freezes|deport(s|ed)|attack(s|ed)|fight(s|ing)|fought|combat(s|ed)|"
    "imposed|wanted|busted|rounded up|cracked down|crack(s|ing) down|broke up|surveill?(s|ed)|"
    "classif(ies|ied)|jailed|imprisoned|offered|unsealed|announced)"
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
        operates=(
            "<head:G>({MEN}|{N}),?~ (operat(es?|ed|ing)|active|expand(s|ed|ing)?|spread(s|ing)?|"
            "based|headquartered|extort(s|ed|ing)?|recruit(s|ed|ing)?|work(s|ed|ing)?|runs?|ran|"
            "emerged|formed|founded|originat(es|ed|ing)|born|entrenched|fighting|move(d|s)?|moving|"
            "traffic(s|ked|king)?|present|settled|established|grew|rooted|engaged|killed|kills|"
            "attacked|smuggl(es?|ed|ing)|murdered|sells?|selling|"
            "distribut(es?|ed|ing)|carr(y|ies|ied) out|commit(s|ted)?|"
            "launder(s|ed|ing)?)~ {IN} {AREA}<child:L>",
            0.76,
        ),
        controls=(
            "<head:G>({MEN}|{N}),?~ (control(s|led|ling)?|dominat(es?|ed|ing)|rul(es?|ed|ing)|"
            "terrori[sz](es?|ed|ing)|infiltrat(es?|ed|ing)|govern(s|ed)?) {AREA}<child:L>",
            0.78,
        ),
        gang_in=(
            "<head:G>(( gang| cartel)? (members?|leaders?|cells?|cliques?|branch(es)?)|{N}) "
            "{IN} {AREA}<child:L>",
            0.7,
        ),
        spanish_in=("<head:G> en (el |la )?<child:L>", 0.65),
        gang_based=("<child:L>-based <head:G>", 0.85),
        place_of_gang=("<child:L>['’]s? <head:G>", 0.7),
        place_stronghold=(
            "<child:L>,?~ (stronghold|bastion|territory|turf|birthplace|home) (of|to) <head:G>",
            0.82,
        ),
    ),
    *patterns(
        RelationKind.IMPRISONED_IN,
        r"held|prison|jail|incarcerat|detain|detention|lock|serving|bars|inmate|transfer|"
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
        operating_out_of_prison=(
            "<head:P>,?( (an?|the) ⟦G\\d+⟧[^⟦⟧.;]{0,20})?~ "
            "(from|in|inside|at|out of) (the )?<child:L> "
            "(prison|jail|penitentiary)",
            0.82,
        ),
    ),
    *patterns(
        RelationKind.LOCATED_IN,
        r" in |-based",
        agency_in=("<head:A>,? (office |branch |headquarters |link )?in <child:L>", 0.7),
        located=(
            "<head:AO>,?( which)?( is)? (located|based|headquartered|registered) in "
            "{AREA}<child:L>",
            0.85,
        ),
        based=("<child:L>-based <head:AO>", 0.85),
        person_in=(
            "<head:P>{AGE},?~ (lives?|lived|living|resid(es|ed|ing)|hiding|hid|fled to|based|born|"
            "arrived|moved)~ in {AREA}<child:L>",
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
            f"<child:GP>({{MEN}}|{{N}}|{{AGE}}),?~ {_ACT}~ by~ <head:AL>",
            0.84,
        ),
        operation=(
            "<head:AL>(['’]s?)?~ (operation|operations|raid|raids|crackdown|offensive|war|campaign|"
            "indictment|charges|sanctions|investigation|case|fight|battle|action|reward)~ "
            "(against|on|targeting|into|for)~ <child:GP>",
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
