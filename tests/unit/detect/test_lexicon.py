from __future__ import annotations

import pytest

from supervisor.core.facts import Control
from supervisor.detect.controls import is_sure, says
from supervisor.detect.fold import fold_text
from supervisor.detect.grammar import Sense
from supervisor.detect.lexicon import CONCEPTS, load
from supervisor.detect.scripts import script_of
from supervisor.resources import resource

FILES = sorted(resource("lexicon").glob("*/*.tsv"))
NEEDED = {
    "delete",
    "trash",
    "empty",
    "send",
    "pay",
    "discard",
    "cancel",
    "close",
    "look",
    "yes",
    "install",
    "account",
}

D, T, E, S, P, X = (
    Control.DELETE,
    Control.TRASH,
    Control.EMPTY_TRASH,
    Control.SEND,
    Control.PAY,
    Control.DISCARD,
)
SAMPLES: dict[str, list[tuple[str, Control | None]]] = {
    "af": [("Skrap boodskap", D), ("Leeg die asblik", E), ("Kanselleer", None), ("Maak oop", None)],
    "am": [("ሰርዝ", D), ("ላክ", S), ("ክፈት", None)],
    "ar": [
        ("حذف الرسالة نهائيا", D),
        ("نقل إلى المهملات", T),
        ("إفراغ سلة المهملات", E),
        ("شراء الآن", P),
        ("نسخ", None),
    ],
    "az": [("Birdəfəlik sil", D), ("Göndər", S), ("Satın al", P), ("Ləğv et", None)],
    "be": [("Выдаліць назаўсёды", D), ("Адправіць", S), ("Скасаваць", None), ("Капіяваць", None)],
    "bg": [
        ("Изтриване завинаги", D),
        ("Преместване в кошчето", T),
        ("Изпрати", S),
        ("Плати сега", P),
        ("Отказ", None),
    ],
    "bn": [("স্থায়ীভাবে মুছুন", D), ("পাঠান", S), ("বাতিল করুন", None), ("খুলুন", None)],
    "ca": [
        ("Buida la paperera", E),
        ("Descarta els canvis", X),
        ("Envia el missatge", S),
        ("Compra ara", P),
        ("Obre", None),
    ],
    "cs": [
        ("Trvale odstranit", D),
        ("Přesunout do koše", T),
        ("Neukládat", X),
        ("Odeslat zprávu", S),
        ("Zobrazit smazané", None),
    ],
    "cy": [("Dileu", D), ("Anfon", S), ("Canslo", None)],
    "da": [("Slet beskeden", D), ("Tøm papirkurven", E), ("Køb nu", P), ("Gem ikke", X), ("Fortryd", None)],
    "de": [
        ("Konto löschen", Control.ACCOUNT),
        ("Abo kündigen", Control.ACCOUNT),
        ("Nachricht endgültig löschen", D),
        ("Zahlungspflichtig bestellen", P),
        ("Ohne Speichern schließen", X),
        ("Filter löschen", None),
        ("Feedback senden", None),
        ("Nicht löschen", None),
        ("Nach Löschdatum sortieren", None),
    ],
    "el": [
        ("Οριστική διαγραφή", D),
        ("ΔΙΑΓΡΑΦΗ", D),
        ("Άδειασμα κάδου", E),
        ("Αποστολή", S),
        ("Αγορά τώρα", P),
        ("Ακύρωση", None),
    ],
    "eo": [("Forigi porĉiame", D), ("Sendi", S), ("Nuligi", None)],
    "es": [
        ("Eliminar mensaje", D),
        ("Vaciar la papelera", E),
        ("No guardar", X),
        ("Cancelar suscripción", Control.ACCOUNT),
        ("Tramitar pedido", P),
        ("Crear cuenta", Control.ACCOUNT),
        ("Eliminar filtro", None),
        ("Cancelar", None),
        ("Elementos eliminados", None),
        ("Enviar comentarios", None),
    ],
    "et": [("Kustuta jäädavalt", D), ("Saada", S), ("Ära salvesta", X), ("Loobu", None)],
    "eu": [("Ezabatu betiko", D), ("Hustu zakarrontzia", E), ("Bidali", S), ("Kopiatu", None)],
    "fa": [
        ("حذف برای همیشه", D),
        ("خالی کردن زباله‌دان", E),
        ("ارسال", S),
        ("انصراف", None),
        ("مرتب‌سازی بر اساس تاریخ حذف", None),
    ],
    "fi": [
        ("Poista pysyvästi", D),
        ("Tyhjennä roskakori", E),
        ("Älä tallenna", X),
        ("Maksa nyt", P),
        ("Peruuta", None),
    ],
    "fil": [("Burahin nang tuluyan", D), ("Ipadala", S), ("Bumili", P), ("Kanselahin", None)],
    "fr": [
        ("Supprimer définitivement", D),
        ("Mettre à la corbeille", T),
        ("Vider la corbeille", E),
        ("Ne pas enregistrer", X),
        ("Passer la commande", P),
        ("Résilier l’abonnement", Control.ACCOUNT),
        ("Supprimer mon compte", Control.ACCOUNT),
        ("Se désabonner", Control.ACCOUNT),
        ("Annuler", None),
        ("Supprimer le filtre", None),
        ("Date de suppression", None),
    ],
    "ga": [("Scrios", D), ("Seol", S), ("Cealaigh", None)],
    "gl": [("Baleirar o lixo", E), ("Mercar", P), ("Cancelar", None)],
    "gu": [("કાયમી કાઢી નાખો", D), ("મોકલો", S), ("રદ કરો", None)],
    "he": [
        ("מחק לצמיתות", D),
        ("רוקן את סל המיחזור", E),
        ("שלח הודעה", S),
        ("רכוש עכשיו", P),
        ("ביטול", None),
        ("העתק", None),
    ],
    "hi": [("स्थायी रूप से हटाएं", D), ("संदेश भेजें", S), ("अभी खरीदें", P), ("रद्द करें", None), ("कॉपी करें", None)],
    "hr": [
        ("Trajno izbriši", D),
        ("Isprazni koš za smeće", E),
        ("Pošalji", S),
        ("Kupi odmah", P),
        ("Odustani", None),
    ],
    "hu": [
        ("Végleges törlés", D),
        ("Áthelyezés a kukába", T),
        ("Lomtár ürítése", E),
        ("Küldés most", S),
        ("Mégse", None),
    ],
    "hy": [("Ջնջել ընդմիշտ", D), ("Ուղարկել", S), ("Չեղարկել", None), ("Պատճենել", None)],
    "id": [
        ("Hapus permanen", D),
        ("Hapus Git branch", D),
        ("Kosongkan keranjang sampah", E),
        ("Kirim", S),
        ("Beli sekarang", P),
        ("Batal", None),
    ],
    "is": [("Eyða varanlega", D), ("Senda", S), ("Hætta við", None)],
    "it": [
        ("Elimina definitivamente", D),
        ("Sposta nel cestino", T),
        ("Non salvare", X),
        ("Acquista ora", P),
        ("Elimina account", Control.ACCOUNT),
        ("Annulla", None),
        ("Rimuovi filtro", None),
    ],
    "ja": [
        ("メッセージを完全に削除", D),
        ("ゴミ箱を空にする(&E)", E),
        ("保存しない", X),
        ("注文を確定する", P),
        ("送信", S),
        ("アカウントを削除", Control.ACCOUNT),
        ("削除を元に戻す", None),
        ("フィルターを削除", None),
        ("キャンセル", None),
        ("削除日時で並べ替え", None),
    ],
    "ka": [("სამუდამოდ წაშლა", D), ("გაგზავნა", S), ("ყიდვა", P), ("გაუქმება", None)],
    "kk": [("Біржола жою", D), ("Жіберу", S), ("Сатып алу", P), ("Бас тарту", None)],
    "km": [("លុបជាអចិន្ត្រៃយ៍", D), ("ផ្ញើ", S), ("ទិញ", P), ("បោះបង់", None)],
    "kn": [("ಶಾಶ್ವತವಾಗಿ ಅಳಿಸಿ", D), ("ಕಳುಹಿಸಿ", S), ("ರದ್ದುಮಾಡು", None)],
    "ko": [
        ("영구 삭제", D),
        ("휴지통 비우기", E),
        ("저장 안 함", X),
        ("메시지 보내기", S),
        ("결제하기", P),
        ("계정 삭제", Control.ACCOUNT),
        ("필터 삭제", None),
        ("취소", None),
    ],
    "lo": [("ລຶບຖາວອນ", D), ("ສົ່ງ", S), ("ຍົກເລີກ", None)],
    "lt": [("Ištrinti visam laikui", D), ("Siųsti", S), ("Pirkti dabar", P), ("Atšaukti", None), ("Kopijuoti", None)],
    "lv": [("Neatgriezeniski dzēst", D), ("Sūtīt", S), ("Nesaglabāt", X), ("Atcelt", None)],
    "mk": [("Избриши трајно", D), ("Испрати", S), ("Откажи", None)],
    "ml": [("എന്നെന്നേക്കുമായി ഇല്ലാതാക്കുക", D), ("അയയ്ക്കുക", S), ("റദ്ദാക്കുക", None)],
    "mn": [("Бүрмөсөн устгах", D), ("Илгээх", S), ("Цуцлах", None)],
    "mr": [("कायमचे हटवा", D), ("पाठवा", S), ("रद्द करा", None)],
    "ms": [("Padam secara kekal", D), ("Hantar", S), ("Jangan simpan", X), ("Batal", None)],
    "my": [("အပြီးဖျက်", D), ("ပို့", S), ("ပိတ်", None)],
    "nb": [("Slett permanent", D), ("Flytt til papirkurven", T), ("Ikke lagre", X), ("Kjøp nå", P), ("Avbryt", None)],
    "ne": [("स्थायी रूपमा मेट्नुहोस्", D), ("पठाउनुहोस्", S), ("रद्द गर्नुहोस्", None)],
    "nl": [
        ("Definitief verwijderen", D),
        ("Naar prullenbak verplaatsen", T),
        ("Niet opslaan", X),
        ("Kopen met betaalverplichting", P),
        ("Abonnement opzeggen", Control.ACCOUNT),
        ("Annuleren", None),
        ("Verwijderde items", None),
    ],
    "pa": [("ਪੱਕੇ ਤੌਰ ਤੇ ਹਟਾਓ", D), ("ਭੇਜੋ", S), ("ਰੱਦ ਕਰੋ", None)],
    "pl": [
        ("Usuń na stałe", D),
        ("Przenieś do kosza", T),
        ("Nie zapisuj", X),
        ("Kupuję i płacę", P),
        ("Usuń konto", Control.ACCOUNT),
        ("Anuluj", None),
        ("Usuń etykietę", None),
    ],
    "pt": [
        ("Excluir permanentemente", D),
        ("Esvaziar a lixeira", E),
        ("Não salvar", X),
        ("Finalizar compra", P),
        ("Cancelar assinatura", Control.ACCOUNT),
        ("Cancelar", None),
        ("Excluir filtro", None),
    ],
    "ro": [
        ("Ștergeți definitiv", D),
        ("Golește coșul de gunoi", E),
        ("Trimite", S),
        ("Cumpără acum", P),
        ("Anulare", None),
    ],
    "ru": [
        ("Удалить навсегда", D),
        ("Переместить в корзину", T),
        ("Очистить корзину", E),
        ("Не сохранять", X),
        ("Оформить заказ", P),
        ("Удалить аккаунт", Control.ACCOUNT),
        ("Отменить подписку", Control.ACCOUNT),
        ("Отмена", None),
        ("Удалить фильтр", None),
        ("Не удалось сохранить файл", None),
    ],
    "si": [("සදහටම මකන්න", D), ("යවන්න", S), ("අවලංගු කරන්න", None)],
    "sk": [("Natrvalo odstrániť", D), ("Vyprázdniť kôš", E), ("Odoslať", S), ("Zrušiť", None)],
    "sl": [("Trajno izbriši", D), ("Izprazni smeti", E), ("Pošlji", S), ("Prekliči", None)],
    "sq": [("Fshije përgjithmonë", D), ("Dërgo", S), ("Bli tani", P), ("Anulo", None)],
    "sr": [("Трајно избриши", D), ("Испразни смеће", E), ("Пошаљи", S), ("Откажи", None)],
    "sv": [
        ("Ta bort permanent", D),
        ("Flytta till papperskorgen", T),
        ("Spara inte", X),
        ("Köp nu", P),
        ("Avbryt", None),
    ],
    "sw": [("Futa kabisa", D), ("Tuma", S), ("Nunua sasa", P), ("Ghairi", None)],
    "ta": [("நிரந்தரமாக நீக்கு", D), ("அனுப்பு", S), ("வாங்கு", P), ("ரத்து செய்", None)],
    "te": [("శాశ్వతంగా తొలగించు", D), ("పంపు", S), ("రద్దు చేయి", None)],
    "th": [("ลบอย่างถาวร", D), ("ล้างถังขยะ", E), ("ส่งข้อความ", S), ("สั่งซื้อ", P), ("ยกเลิก", None), ("คัดลอก", None)],
    "tr": [
        ("Kalıcı olarak sil", D),
        ("SİL", D),
        ("Çöpe taşı", T),
        ("Kaydetme", X),
        ("Satın al", P),
        ("Hesabı sil", Control.ACCOUNT),
        ("İptal", None),
        ("Filtreyi sil", None),
    ],
    "uk": [
        ("Видалити назавжди", D),
        ("Спорожнити смітник", E),
        ("Надіслати", S),
        ("Купити зараз", P),
        ("Скасувати", None),
    ],
    "ur": [("مستقل طور پر حذف کریں", D), ("خریدیں", P), ("منسوخ کریں", None)],
    "uz": [("Butunlay o‘chirish", D), ("Yuborish", S), ("Sotib olish", P), ("Yopish", None)],
    "vi": [
        ("Xóa vĩnh viễn", D),
        ("Gỡ", D),
        ("Chuyển vào thùng rác", T),
        ("Gửi thư", S),
        ("Mua ngay", P),
        ("Hủy", None),
        ("Sao chép", None),
    ],
    "zh": [
        ("彻底删除邮件", D),
        ("移至垃圾桶", T),
        ("清空资源回收筒", E),
        ("不保存", X),
        ("提交订单", P),
        ("发送(S)", S),
        ("注销账户", Control.ACCOUNT),
        ("取消订阅", Control.ACCOUNT),
        ("取消", None),
        ("删除筛选器", None),
        ("按删除日期排序", None),
    ],
}


@pytest.mark.parametrize(
    ("name", "control"),
    [
        pytest.param(*sample, id=f"{code}-{n}")
        for code, samples in SAMPLES.items()
        for n, sample in enumerate(samples)
    ],
)
def test_names_mean_the_same_in_every_language(name: str, control: Control | None) -> None:
    meaning = says(name)
    assert (meaning.control if meaning else None) is control


def test_every_language_has_samples_and_the_words_that_matter() -> None:
    languages = {path.stem for path in FILES}
    assert len(languages) >= 60
    assert languages == {*SAMPLES, "en"}
    for path in FILES:
        keys = [line.partition("\t")[0] for line in path.read_text().splitlines() if "\t" in line]
        assert set(keys) <= {*CONCEPTS, "small"}, path
        assert len(keys) == len(set(keys)), path
        assert path.stem == "en" or {*keys} >= NEEDED, path


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_each_file_lies_in_the_folder_of_its_script(path: object) -> None:
    text = path.read_text()  # type: ignore[attr-defined]
    forms = "".join(line.partition("\t")[2] for line in text.splitlines())
    assert script_of(fold_text(forms)) == path.parent.name  # type: ignore[attr-defined]


def test_words_that_agree_are_known() -> None:
    for name in ("Ja", "Oui", "Sí", "はい", "확인", "Да", "Evet", "确定", "نعم"):
        assert is_sure(name), name
    assert not is_sure("Nein")


def test_plain_english_is_read_as_nothing_else() -> None:
    for name in ("Formatting", "Public", "Installed", "Removed", "Selected items", "Slide", "Stock"):
        meaning = says(name)
        assert meaning is None or meaning.sense is not Sense.DOES, name


def test_scripts_are_loaded_by_name() -> None:
    assert load("latin") > 5000
    assert load("klingon") == 0
