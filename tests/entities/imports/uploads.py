"""Uploads as tests drop them, and a worker's part done at once."""

from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from articles.upload_models import Upload
from articles.uploads.work import work_on

NEWS = (
    "Police held three alleged members of the Mara Salvatrucha in San Miguel on Monday, the "
    "authorities said in a statement. A judge will hear them on Friday, and their families wait "
    "outside of the court for news of what is to come."
)


def dropped(client: Client, files: dict[str, bytes | str], name: str = "case-folder") -> Upload:
    """An upload of these files, sent as the page's script does, and looked at."""
    answer = client.post(reverse("entities:import_begin"), {"name": name})
    assert answer.status_code == 200
    addresses = answer.json()
    sent = send(client, addresses["files"], files)
    assert sent.status_code == 200, sent.content
    assert client.post(addresses["look"]).status_code == 302
    upload = Upload.objects.latest("pk")
    assert work_on(upload.pk, lambda: False)
    upload.refresh_from_db()
    return upload


def send(client: Client, address: str, files: dict[str, bytes | str]):
    raw = {name: text.encode() if isinstance(text, str) else text for name, text in files.items()}
    return client.post(
        address,
        {
            "name": [*raw],
            "size": [len(content) for content in raw.values()],
            "offset": [0] * len(raw),
            "piece": [SimpleUploadedFile("piece", content) for content in raw.values()],
        },
    )


def address(view: str, upload: Upload, *more: object) -> str:
    return reverse(f"entities:{view}", args=[upload.token, *more])


def take_in(client: Client, upload: Upload) -> Upload:
    assert client.post(address("import_take_in", upload)).status_code == 302
    assert work_on(upload.pk, lambda: False)
    upload.refresh_from_db()
    return upload


def analyst_named(name: str) -> User:
    return User.objects.create_superuser(name, password="a long pass phrase")
