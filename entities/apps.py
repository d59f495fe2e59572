from django.apps import AppConfig
from django.utils.module_loading import import_string


class EntitiesConfig(AppConfig):
    name = "entities"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # Only now can models be imported.
        news_changed = import_string("articles.models.news_changed")
        news_changed.connect(import_string("entities.extraction.store.carry_over.read_again"))
        text_changed = import_string("articles.models.text_changed")
        text_changed.connect(import_string("entities.extraction.store.carry_over.carry_over"))
        text_changed.connect(import_string("entities.notes.carry_over.carry_over"))
