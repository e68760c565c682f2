from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervisor.core.action import Action, ActionKind
from supervisor.core.context import Context, Element, Window
from supervisor.core.facts import Control
from supervisor.detect import gather
from supervisor.detect.dialogs import meaning_of_dialog, meaning_of_title, normalise_text


@pytest.mark.parametrize(
    ("text", "control"),
    [
        ("Are you sure that you want to permanently delete “a.txt”?", Control.DELETE),
        ("If you delete a file, it is permanently lost. This cannot be undone.", Control.DELETE),
        ("Do you want to move 3 files to the trash?", Control.TRASH),
        ("Remove all files and folders from the Trash? Empty the trash and they will be lost.", Control.EMPTY_TRASH),
        ("Your changes will be lost if you don't save them.", Control.DISCARD),
        ("A file named “a” already exists. Do you want to replace it?", Control.OVERWRITE),
        ("Send this message without a subject?", Control.SEND),
        ("You will be charged 12.00", Control.PAY),
        ("Do you want to install these packages?", Control.INSTALL),
        ("Do you really want to cancel your subscription? Your points are gone.", Control.ACCOUNT),
        ("Are you sure? This ends your trial at once, we unsubscribe you.", Control.ACCOUNT),
        ("Show action to permanently delete files", None),
        ("Replace tabs by spaces  Delete trailing blanks", None),
        ("Search for:  Replace with:", None),
        ("Hello, how are you?", None),
        ("", None),
    ],
)
def test_a_dialog_says_what_yes_means_only_when_it_asks(text: str, control: Control | None) -> None:
    assert meaning_of_dialog(text) is control


@pytest.mark.parametrize(
    ("title", "control"),
    [
        ("Delete file?", Control.DELETE),
        ("Confirm file deletion: delete 3 files", Control.DELETE),
        ("Empty Trash", Control.EMPTY_TRASH),
        ("delete - Thunar", None),
        ("How to delete things – Firefox", None),
        ("Save As", None),
    ],
)
def test_titles_of_dialogs_count_and_those_of_programs_do_not(title: str, control: Control | None) -> None:
    assert meaning_of_title(title) is control


@pytest.mark.parametrize(
    ("text", "yes", "control"),
    [
        ("Möchten Sie „a.txt“ wirklich endgültig löschen?", "Ja", Control.DELETE),
        ("Wenn Sie den Papierkorb leeren, sind alle Objekte verloren.", "OK", Control.EMPTY_TRASH),
        ("Nicht gespeicherte Änderungen gehen verloren. Fortfahren?", "Fortfahren", Control.DISCARD),
        ("Die Datei ist bereits vorhanden. Möchten Sie sie ersetzen?", "Ja", Control.OVERWRITE),
        ("Voulez-vous vraiment supprimer définitivement « a.txt » ?", "Oui", Control.DELETE),
        ("Êtes-vous sûr de vouloir résilier votre abonnement ?", "Continuer", Control.ACCOUNT),
        ("¿Seguro que desea vaciar la papelera?", "Aceptar", Control.EMPTY_TRASH),
        ("¿Desea eliminar permanentemente este mensaje?", "Sí", Control.DELETE),
        ("Eliminare definitivamente 3 elementi?", "Sì", Control.DELETE),
        ("Deseja realmente excluir esta conta?", "Sim", Control.ACCOUNT),
        ("Weet u zeker dat u dit bestand definitief wilt verwijderen?", "Ja", Control.DELETE),
        ("Czy na pewno chcesz opróżnić kosz?", "Tak", Control.EMPTY_TRASH),
        ("Вы уверены, что хотите навсегда удалить «a.txt»?", "Да", Control.DELETE),
        ("Несохранённые изменения будут потеряны. Продолжить?", "Продолжить", Control.DISCARD),
        ("Ви впевнені, що хочете видалити цей файл?", "Так", Control.DELETE),
        ("Bu dosyayı kalıcı olarak silmek istediğinizden emin misiniz?", "Evet", Control.DELETE),
        ("هل أنت متأكد من حذف هذا الملف؟", "نعم", Control.DELETE),
        ("האם אתה בטוח שברצונך למחוק את הקובץ?", "כן", Control.DELETE),
        ("このファイルを完全に削除しますか?", "はい", Control.DELETE),
        ("ゴミ箱を空にしますか?", "はい", Control.EMPTY_TRASH),
        ("确定要永久删除此文件吗?", "确定", Control.DELETE),
        ("要清空回收站吗？", "是", Control.EMPTY_TRASH),
        ("이 파일을 영구적으로 삭제하시겠습니까?", "예", Control.DELETE),
        ("คุณแน่ใจหรือไม่ว่าต้องการลบไฟล์นี้", "ใช่", Control.DELETE),
        ("Bạn có chắc muốn xóa vĩnh viễn tệp này không?", "Có", Control.DELETE),
        ("Apakah Anda yakin ingin menghapus berkas ini?", "Ya", Control.DELETE),
        ("Είστε βέβαιοι ότι θέλετε να γίνει διαγραφή του αρχείου;", "Ναι", Control.DELETE),
        ("क्या आप वाकई इस फ़ाइल को स्थायी रूप से हटाना चाहते हैं?", "हाँ", Control.DELETE),
        ("Möchten Sie fortfahren?", "Ja", None),
        ("Voulez-vous ouvrir ce fichier ?", "Oui", None),
        ("Wie geht es Ihnen?", "OK", None),
        ("ファイルを開きますか?", "はい", None),
    ],
)
def test_yes_means_what_the_dialog_asks_in_any_language(text: str, yes: str, control: Control | None) -> None:
    assert meaning_of_dialog(text) is control
    button = Element(yes, "push button", dialog_text=text)
    dialog = Window(9, "", "Thunar", "thunar", "thunar", transient_for=1)
    assert gather(Action("1", "bot", ActionKind.CLICK), Context(dialog, button)).control is control


def test_no_is_harmless_whatever_is_asked() -> None:
    for text, no in (("Datei löschen?", "Nein"), ("Supprimer ?", "Annuler"), ("削除しますか?", "いいえ")):
        button = Element(no, "push button", dialog_text=text)
        assert gather(Action("1", "bot", ActionKind.CLICK), Context(None, button)).control is None


@pytest.mark.parametrize(
    "text",
    [
        "Do you want to open this page in a new window?",
        "Would you like to keep going?",
        "This page asks you to confirm that you want to leave. Continue?",
        "Choose the format for this cell. Apply?",
        "A new version is available. Would you like to see what changed?",
    ],
)
def test_plain_english_is_not_taken_for_another_language(text: str) -> None:
    assert meaning_of_dialog(text) is None


@given(st.text(max_size=500))
def test_attack_any_dialog_is_read(text: str) -> None:
    meaning_of_dialog(text)
    meaning_of_title(text)
    assert "\u200b" not in normalise_text(text)


def test_attack_endless_dialogs_are_cut() -> None:
    assert meaning_of_dialog("are you sure? " + "x" * 1_000_000 + " delete") is None
    assert meaning_of_dialog("wirklich? " + "x " * 1_000_000 + " löschen") is None
