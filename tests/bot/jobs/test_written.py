import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.jobs.written import language


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("We are looking for a baker who will join our team and bake the bread.", "en"),
        ("Wir suchen einen Bäcker, der mit uns das Brot für die Stadt backt.", "de"),
        ("Nous cherchons un boulanger pour notre équipe, qui aime le pain et les gens.", "fr"),
        ("Buscamos un panadero para nuestro equipo que ame el pan y la ciudad.", "es"),
        ("Cerchiamo un fornaio per la nostra squadra che ama il pane e la città.", "it"),
        ("Wij zoeken een bakker voor ons team die van brood houdt en met ons werkt.", "nl"),
        ("Procuramos um padeiro para a nossa equipa que goste de pão e não tenha medo.", "pt"),
        ("Szukamy piekarza do naszego zespołu, który lubi chleb i jest z nami na co dzień.", "pl"),
        ("Vi söker en bagare till vår butik som är glad och inte är rädd för att baka.", "sv"),
        ("Vi søger en bager til vores butik, som er glad og ikke er bange for at bage.", "da"),
        (
            "Vi søker en baker til vår butikk som er glad og ikke er redd for å bake av og til.",
            "no",
        ),
        ("Haemme leipuria, joka on iloinen ja kun työ on hyvä, olet mukana meidän kanssa.", "fi"),
        ("Hledáme pekaře, který se nebojí práce a je rád s námi v našem týmu na ulici.", "cs"),
        ("Pék kollégát keresünk, aki szereti a kenyeret és nem fél a munkától, hogy süssön.", "hu"),
        ("Căutăm un brutar pentru echipa noastră care nu se teme de muncă și este vesel.", "ro"),
        ("Ekmek seven bir fırıncı arıyoruz ve bu iş için sizin gibi biri ile olmak çok iyi.", "tr"),
        ("Kami mencari tukang roti yang akan bekerja dengan kami di kota ini dan dapat.", "id"),
        ("Мы ищем пекаря, который любит хлеб и людей вокруг", "ru"),
        ("Ми шукаємо пекаря, який любить хліб і людей", "uk"),
        ("パン職人を募集しています。私たちと一緒に美味しいパンを作りましょう。", "ja"),
        ("我们正在寻找一位热爱面包的面包师加入我们的团队一起工作", "zh"),
        ("저희와 함께 맛있는 빵을 만들어 갈 제빵사를 찾고 있습니다 지금", "ko"),
        ("Αναζητούμε έναν φούρναρη για την ομάδα μας", "el"),
        ("Python, SQL, AWS, Docker, Kubernetes, Terraform", None),
        ("Baker", None),
        ("The", None),
        ("", None),
    ],
)
def test_the_beginning_tells_the_language(text, code):
    assert language(text) == code


def test_what_follows_the_beginning_does_not_count():
    english = "We are looking for a baker to join our team and work with us. " * 9

    assert language(english + "Wir suchen einen Bäcker für das Brot. " * 50) == "en"


@given(st.text())
def test_any_text_is_read(text):
    language(text)
