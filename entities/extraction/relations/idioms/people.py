"""How texts speak, in less usual turns, of people: whom they lead, join, know and are kin of."""

from entities.extraction.relations.language import patterns
from entities.kinds import RelationKind

PATTERNS = (
    *patterns(
        RelationKind.LEADER_OF,
        ".",
        whose_leader=(
            "<child:G>{N},? whose ([\\w-]+ ){0,3}?{LEADER},? <head:P>(?!['’]s)",
            0.85,
        ),
        at_the_top=(
            "[Aa]t the (very )?(top|head|helm) of <child:G> (is|are|was|were|stands?|stood|"
            "sits?) <head:P>",
            0.88,
        ),
        sits_at_top=(
            "<head:P>[^⟦⟧.;]{0,40} (sits?|sat|stands?|stood|is|was) at the (\\w+ )?(top|head|"
            "helm|apex) of <child:G>",
            0.86,
        ),
        runs_it=(
            "<head:P>(?<=⟧), who (runs|ran|leads|led|heads|headed|founded|commands|commanded|"
            "directs|directed|controls|controlled|set up|started|built|rules|ruled)( up)? "
            "<child:G>",
            0.86,
        ),
        head_or_head=(
            "<head:P>[^⟦⟧.;]{0,50},? or (head|leader|boss|chief),? of <child:G>",
            0.84,
        ),
        takes_name=(
            "<child:G>[^⟦⟧.;]{0,40} (takes its name from|is named after|was named after|named "
            "for) (the |its )?(\\w+ ){0,2}<head:P>",
            0.7,
        ),
        spanish_leader_of=(
            "<head:P>,?[^⟦⟧.;]{0,60}? (cabecilla|l[ií]der|jefe|jefa|fundador|mando|comandante|"
            "chefe|capo)( \\w+){0,3} (de|del|da|do)( la| los| las)? <child:G>",
            0.8,
        ),
        spanish_head=(
            "(cabecilla|l[ií]der|jefe|jefa|fundador|comandante|chefe)( \\w+){0,2} (de|del|da|"
            "do)( la| los| las)? <child:G>,? <head:P>",
            0.82,
        ),
        spanish_leads=(
            "<head:P>,?( quien| que)? (lidera|encabeza|dirige|comanda|lideraba|chefia) (a |o |a "
            "la )?<child:G>",
            0.84,
        ),
        its_leader_name=(
            "<child:G>['’]s? (\\w+ ){0,2}?{LEADER},? <head:P>(?!['’]?s? (of|from))",
            0.86,
        ),
        gang_of_leader=(
            "<child:G>,? (the|a|an) {N} (led|run|headed|founded|commanded|built|started) by "
            "<head:P>",
            0.88,
        ),
        founder_comma=(
            "<head:P>, (the )?(\\w+ )?(founder|leader|head|boss|chief|president)( and \\w+)? of "
            "<child:G>",
            0.88,
        ),
    ),
    *patterns(
        RelationKind.MEMBER_OF,
        ".",
        with_post=(
            "<head:P>,?( who)?~ (as|was|is|became) (the |an? )?<child:G>['’]s? (\\w+ "
            "){0,2}?(disciplinarian|enforcer|treasurer|accountant|lookout|bookkeeper|chemist|"
            "cook|gunman|hitman|driver|courier|recruiter|collector|spokesman|number two|"
            "second-in-command|financier|finance chief|banker|armou?rer|soldier|killer|sicario|"
            "prospect|quartermaster|secretary)",
            0.84,
        ),
        post_of_gang=(
            "<head:P>,?( who)?~ (disciplinarian|enforcer|treasurer|accountant|lookout|bookkeeper|"
            "chemist|cook|gunman|hitman|driver|courier|recruiter|collector|spokesman|number two|"
            "second-in-command|financier|finance chief|banker|armou?rer|soldier|killer|sicario|"
            "prospect|quartermaster|secretary) (of|for|in|to) <child:G>",
            0.8,
        ),
        gang_post=(
            "<child:G>['’]s? ([\\w-]+ ){0,2}?(disciplinarian|enforcer|treasurer|accountant|"
            "lookout|bookkeeper|chemist|cook|gunman|hitman|driver|courier|recruiter|collector|"
            "spokesman|number two|second-in-command|financier|finance chief|banker|armou?rer|"
            "soldier|killer|sicario|prospect|quartermaster|secretary),? <head:P>",
            0.8,
        ),
        a_gang_member=(
            "(kill|killed|shot|murdered|attacked|stabbed|ambushed|wounded|of) (an?|the|another|"
            "one) (\\w+ )?<child:G> (member|gangster|associate|affiliate),? <head:P>",
            0.82,
        ),
        believed_to_be=(
            "<head:P>[^⟦⟧.;]{0,60} (is|are|was|were) (believed|thought|said|alleged|suspected|"
            "known|reputed) to (be|have been) ((an?|both|all|one of the|with|in|part of) "
            ")?<child:G>(?=[.,;]|$| (and|who|but)\\b)",
            0.8,
        ),
        was_one_of=(
            "<head:P>[^⟦⟧.;]{0,50}(⟦L\\d+⟧[^⟦⟧.;]{0,30})? (was|is|were|are) (one|two|both|part|"
            "three) of (the )?<child:G>(?=[.,;]|$| )",
            0.8,
        ),
        rides_with=(
            "<head:P>,?( who)? (rides|rode|runs|ran|hung|hangs|sided|associated|associates) with "
            "<child:G>",
            0.82,
        ),
        reputed_member=(
            "<head:P>,? (is|was) (the |an? )?{RANK}<child:G> {MEMBER}",
            0.84,
        ),
        said_to_represent=(
            "<head:P>,?( who)?~ (to )?(represents?|represented|answers? to|answered to|reports? "
            "to|works? for|worked for|collects? for|collected for|smuggled for|deals? for|kills? "
            "for|swore allegiance to|pledged loyalty to) <child:G>",
            0.8,
        ),
        patched_over=(
            "<head:P>[^⟦⟧.;]{0,50}(⟦G\\d+⟧[^⟦⟧.;]{0,20})? (who )?(patched over|defected|switched|"
            "moved|went over|crossed) to <child:G>",
            0.8,
        ),
        former_member_gone=(
            "<head:P>, a former <child:G>(?= who|,|\\.| and)",
            0.72,
        ),
        soldiers_of=(
            "<head:P>[^.;]{0,60} had (both |all )?been (soldiers|members|gunmen|part) of <child:G>",
            0.8,
        ),
        spanish_member=(
            "<head:P>,?~ (integrante|miembro|sicario|operador|pandillero|integrantes|miembros|"
            "membro|integra|soldado)( \\w+){0,3} (de|del|da|do)( la| los| las| o)? <child:G>",
            0.82,
        ),
        spanish_member_before=(
            "(integrante|miembro|sicario|operador|membro)( \\w+){0,2} (de|del|da|do)( la| los| "
            "las)? <child:G>,? <head:P>",
            0.8,
        ),
        wears_its_sign=(
            "<head:P>[^⟦⟧.;]{0,40} (wears|wore|bears|bore|has|had) (the )?(\\w+ )?(stars|patch|"
            "tattoos?|colou?rs|insignia) of <child:G>",
            0.78,
        ),
    ),
    *patterns(
        RelationKind.FAMILY_OF,
        "(?i)brother|sister|son|daughter|father|mother|wife|husband|cousin|nephew|niece|uncle|"
        "aunt|widow|twin|spos|herman|hij|primo|sobrin|padre|madre|irmã|filh|in-law|married|"
        "siblings",
        spanish_kin=(
            "<head:P>[^⟦⟧.;]{0,60} (su|con su|y su|seu|sua) (esposa|esposo|hermano|hermana|hijo|"
            "hija|primo|prima|padre|madre|tío|sobrino|sobrina|cuñado|mujer|irmão|irmã|filho|"
            "filha),? <child:P>",
            0.84,
        ),
        spanish_kin_of=(
            "<head:P>[^⟦⟧.;]{0,40} (es|era|fue|,) ?(el |la )?(esposa|esposo|hermano|hermana|hijo|"
            "hija|primo|prima|padre|madre|tío|sobrino|sobrina|cuñado|irmão|irmã|filho|filha) (de|"
            "del|do|da) <child:P>",
            0.85,
        ),
        possessive_half=(
            "<head:P>['’]s? (half-|step)?(brother|sister|son|daughter|mother|father)(-in-law)?,? "
            "<child:P!>",
            0.88,
        ),
        was_gang_his_kin=(
            "<head:P>[^⟦⟧.;]{0,40}(⟦G\\d+⟧[^⟦⟧.;]{0,20})[;,] (his|her) (\\w+ )?(step|"
            "half-)?(brother|sister|son|daughter|father|mother|wife|cousin|nephew|"
            "uncle)(-in-law)?,? <child:P>",
            0.84,
        ),
        own_kin=(
            "^[^⟦⟧.;]{0,40}(⟦[AO]\\d+⟧[^⟦⟧.;]{0,20})?(⟦P\\d+⟧ said (that "
            ")?)?<head:P>[^.;]{0,150} (his|her) own {KIN},? <child:P>",
            0.8,
        ),
        brothers_of=(
            "([Bb]rothers|[Ss]isters|[Ss]iblings|[Cc]ousins|[Tt]wins)( from "
            "[^⟦⟧.;]{0,10}⟦L\\d+⟧)?,? <head:P!>,? (and|y|e) <child:P!>",
            0.88,
        ),
        were_brothers=(
            "<head:P!>,? and <child:P!>,? (were|are|who were|who are) (\\w+ )?(brothers|sisters|"
            "siblings|cousins|twins|father and son|husband and wife|married)",
            0.88,
        ),
    ),
    *patterns(
        RelationKind.CONTACTED,
        "(?i)sp[eo]|talk|touch|contact|call|phone|messag|met|meet|wrote|writ|sent|visit|hands|"
        "order|told|instruct|reun|llam|convers",
        spoke_with=(
            "<head:P>[^⟦⟧.;]{0,20} (spoke|speaks|talked|talks|communicated|chatted|corresponded|"
            "messaged|conspired|negotiated|dealt)( \\w+){0,6} (with|to) (an? )?(certain "
            ")?<child:P>",
            0.82,
        ),
        in_touch=(
            "<head:P>[^⟦⟧.;]{0,30}(⟦P\\d+⟧)?[^⟦⟧.;]{0,20} in (\\w+ )?(touch|contact)( \\w+){0,4} "
            "with <child:P>",
            0.8,
        ),
        writes_to=(
            "<head:P> (writes|wrote|texted|messages|messaged|sends?|sent|passed|phoned|rang|"
            "called|telephoned|orders|instructs)( \\w+){0,4} (to )?(an? )?(certain )?<child:P>",
            0.78,
        ),
        shook_hands=(
            "<head:P> (shook hands|met|meets|dined|lunched|had a meeting|held a meeting|held "
            "talks|exchanged \\w+|sat down) with <child:P>",
            0.84,
        ),
        called_and=(
            "<head:P> (called|phoned|rang|telephoned|summoned|contacted|ordered|instructed|told|"
            "asked)( an?| the| one)?( [\\w-]+){0,5}? (of (the gang|⟦G\\d+⟧),? )?<child:P>",
            0.78,
        ),
        messages_between=(
            "(messages|calls|letters|conversations?|chats|emails|meetings?) (exchanged "
            ")?(between|from) <head:P> (and|to) <child:P>",
            0.85,
        ),
        note_by_lawyer=(
            "<head:P>[^⟦⟧.;]{0,40} (note|message|order|letter)[^⟦⟧.;]{0,30} (by|via|through) "
            "(his|her) (lawyer|wife|brother|sister|courier),? <child:P>",
            0.8,
        ),
        spanish_contact=(
            "<head:P>[^⟦⟧.;]{0,40} (se reunió|habló|hablaba|llamó|contactó|se comunicó|conversó) "
            "(con |a )?<child:P>",
            0.82,
        ),
    ),
)
