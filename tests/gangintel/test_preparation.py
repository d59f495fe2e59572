from django.conf import settings

from gangintel.services.preparation import GAZETTEER_PARTS


def test_the_files_whose_change_loads_the_gazetteer_anew_are_there():
    assert [part for part in GAZETTEER_PARTS if not (settings.BASE_DIR / part).exists()] == []
