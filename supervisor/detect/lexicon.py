"""The words for dangerous controls in languages other than English, as desktops and programs use them.

Whole names only: in these languages the grammar of longer names is not modelled. English is in `control_names`.
"""

from __future__ import annotations

from functools import lru_cache

from supervisor.core.facts import Control

_DELETE = """
de: löschen | endgültig löschen | dauerhaft löschen | datei löschen | entfernen | alle löschen
es: eliminar | borrar | suprimir | eliminar permanentemente | eliminar definitivamente | borrar definitivamente
fr: supprimer | supprimer définitivement | effacer | supprimer le fichier | tout supprimer
it: elimina | cancella | elimina definitivamente | elimina per sempre | rimuovi
pt: excluir | eliminar | apagar | excluir permanentemente | eliminar permanentemente | remover
nl: verwijderen | definitief verwijderen | permanent verwijderen | wissen
sv: ta bort | radera | ta bort permanent
da: slet | slet permanent | fjern
nb: slett | slett permanent | fjern
fi: poista | poista pysyvästi
pl: usuń | usuń trwale | usuń na stałe | skasuj
cs: smazat | odstranit | trvale odstranit | trvale smazat
sk: odstrániť | zmazať | natrvalo odstrániť
hu: törlés | végleges törlés | eltávolítás
ro: șterge | şterge | ștergere definitivă | elimină
ru: удалить | удалить навсегда | удалить окончательно | стереть
uk: видалити | видалити назавжди
bg: изтриване | изтрий | изтриване завинаги
el: διαγραφή | οριστική διαγραφή
tr: sil | kalıcı olarak sil | kaldır
ar: حذف | حذف نهائي | حذف نهائيا | إزالة
he: מחק | מחיקה | מחק לצמיתות
fa: حذف | حذف دائمی
hi: हटाएं | हटाएँ | मिटाएं | स्थायी रूप से हटाएं
ja: 削除 | 完全に削除 | 完全に削除する | 削除する | 消去
zh: 删除 | 永久删除 | 彻底删除 | 删除文件 | 刪除 | 永久刪除 | 徹底刪除
ko: 삭제 | 영구 삭제 | 영구적으로 삭제
vi: xóa | xoá | xóa vĩnh viễn
id: hapus | hapus permanen | hapus secara permanen
th: ลบ | ลบถาวร
ca: suprimeix | elimina | suprimeix permanentment
"""
_TRASH = """
de: in den papierkorb verschieben | in den papierkorb werfen | in den papierkorb
es: mover a la papelera | enviar a la papelera
fr: mettre à la corbeille | déplacer vers la corbeille | envoyer à la corbeille | placer dans la corbeille
it: sposta nel cestino | cestina
pt: mover para a lixeira | mover para o lixo | enviar para a lixeira
nl: naar prullenbak verplaatsen | verplaatsen naar prullenbak
sv: flytta till papperskorgen
da: flyt til papirkurv
nb: flytt til papirkurven
fi: siirrä roskakoriin
pl: przenieś do kosza
cs: přesunout do koše
hu: áthelyezés a kukába
ru: переместить в корзину | в корзину | удалить в корзину
uk: перемістити до смітника
tr: çöpe taşı | çöp kutusuna taşı
ja: ゴミ箱へ移動 | ゴミ箱に移動 | ゴミ箱に移動する
zh: 移到回收站 | 移动到回收站 | 移至垃圾桶 | 移到垃圾桶 | 移至回收桶
ko: 휴지통으로 이동 | 휴지통에 버리기
ar: نقل إلى سلة المهملات
"""
_EMPTY = """
de: papierkorb leeren
es: vaciar papelera | vaciar la papelera | vaciar la papelera de reciclaje | vaciar papelera de reciclaje
fr: vider la corbeille
it: svuota cestino | svuota il cestino
pt: esvaziar lixeira | esvaziar a lixeira | esvaziar o lixo | esvaziar reciclagem
nl: prullenbak legen | prullenbak leegmaken
sv: töm papperskorgen
da: tøm papirkurv | tøm papirkurven
nb: tøm papirkurven
fi: tyhjennä roskakori
pl: opróżnij kosz
cs: vyprázdnit koš | vysypat koš
hu: kuka ürítése | lomtár ürítése
ru: очистить корзину
uk: спорожнити смітник | очистити кошик
tr: çöpü boşalt | geri dönüşüm kutusunu boşalt
ja: ゴミ箱を空にする | ごみ箱を空にする
zh: 清空回收站 | 清空垃圾桶 | 清理资源回收筒 | 清空資源回收筒 | 清空废纸篓
ko: 휴지통 비우기
ar: إفراغ سلة المهملات | إفراغ سلة المحذوفات
"""
_SEND = """
de: senden | absenden | jetzt senden | später senden | nachricht senden
es: enviar | enviar ahora | enviar mensaje
fr: envoyer | envoyer maintenant | envoyer le message
it: invia | invia ora | invia messaggio
pt: enviar | enviar agora | enviar mensagem
nl: verzenden | versturen | nu verzenden
sv: skicka | skicka nu
da: send | send nu
nb: send | send nå
fi: lähetä | lähetä nyt
pl: wyślij | wyślij teraz
cs: odeslat | poslat
sk: odoslať
hu: küldés | elküldés
ro: trimite
ru: отправить | отправить сейчас
uk: надіслати | відправити
el: αποστολή
tr: gönder | şimdi gönder
ar: إرسال
he: שלח | שליחה
ja: 送信 | 送信する | 今すぐ送信
zh: 发送 | 立即发送 | 傳送 | 寄出 | 发送邮件
ko: 보내기 | 전송
vi: gửi
id: kirim
"""
_DISCARD = """
de: nicht speichern | verwerfen | änderungen verwerfen | ohne speichern schließen
es: no guardar | descartar | descartar cambios | cerrar sin guardar
fr: ne pas enregistrer | ignorer les modifications | abandonner | fermer sans enregistrer
it: non salvare | scarta | chiudi senza salvare
pt: não salvar | não guardar | descartar | descartar alterações
nl: niet opslaan | verwerpen | wijzigingen verwerpen
sv: spara inte | kasta
da: gem ikke | kassér
nb: ikke lagre | forkast
fi: älä tallenna | hylkää
pl: nie zapisuj | odrzuć | odrzuć zmiany
cs: neukládat | zahodit | zahodit změny
ru: не сохранять | отменить изменения
uk: не зберігати
tr: kaydetme
ja: 保存しない | 変更を破棄 | 破棄
zh: 不保存 | 放弃更改 | 不儲存 | 丢弃
ko: 저장 안 함 | 저장하지 않음
"""
_ERASE = """
de: formatieren | laufwerk formatieren
es: formatear | formatear unidad
fr: formater | formater le disque
it: formatta
pt: formatar | formatar unidade
nl: formatteren
pl: formatuj | sformatuj
cs: formátovat
ru: форматировать | форматировать диск
ja: フォーマット
zh: 格式化
ko: 포맷
tr: biçimlendir
"""
_OVERWRITE = """
de: ersetzen | überschreiben | vorhandene ersetzen
es: reemplazar | sobrescribir | sobreescribir
fr: remplacer | écraser
it: sostituisci | sovrascrivi
pt: substituir | sobrescrever
nl: vervangen | overschrijven
pl: zastąp | nadpisz
ru: заменить | перезаписать
ja: 置き換える | 上書き
zh: 替换 | 覆盖 | 取代 | 覆寫
ko: 바꾸기 | 덮어쓰기
"""
_PAY = """
de: kaufen | jetzt kaufen | bezahlen | jetzt bezahlen | zahlungspflichtig bestellen | überweisen | bestellen
es: comprar | comprar ahora | pagar | pagar ahora | realizar pedido | transferir
fr: acheter | acheter maintenant | payer | payer maintenant | passer la commande | commander | virer
it: acquista | acquista ora | paga | paga ora | bonifico
pt: comprar | comprar agora | pagar | finalizar compra | transferir
nl: kopen | nu kopen | betalen | bestelling plaatsen
sv: köp | köp nu | betala
pl: kup | kup teraz | zapłać | zamawiam i płacę
cs: koupit | zaplatit | objednat
ru: купить | оплатить | оформить заказ | перевести
tr: satın al | öde
ja: 購入 | 購入する | 支払う | 注文を確定
zh: 购买 | 立即购买 | 支付 | 提交订单 | 付款 | 購買 | 转账
ko: 구매 | 결제 | 결제하기 | 송금
ar: شراء | دفع
"""
_TABLES = (
    (Control.DELETE, _DELETE),
    (Control.TRASH, _TRASH),
    (Control.EMPTY_TRASH, _EMPTY),
    (Control.SEND, _SEND),
    (Control.DISCARD, _DISCARD),
    (Control.ERASE, _ERASE),
    (Control.OVERWRITE, _OVERWRITE),
    (Control.PAY, _PAY),
)


@lru_cache(maxsize=1)
def foreign_names() -> dict[str, Control]:
    """Give every name with its meaning; where languages disagree, the worse meaning counts.

    Names are casefolded; the caller brings them to its own normal form.
    """
    names: dict[str, Control] = {}
    for control, table in _TABLES:
        for line in table.strip().splitlines():
            _, _, phrases = line.partition(":")
            for phrase in phrases.split("|"):
                names.setdefault(phrase.strip().casefold(), control)
    return names
