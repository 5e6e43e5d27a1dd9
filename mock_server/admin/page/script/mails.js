// The outbox, and one mail in a frame of its own

let mailShown = null;
let mailOpener = null; // the button, to which the focus returns

function drawMails() {
  const mails = lists.mails;
  draw($("outbox-rows"), [...mails].reverse().map((one) => ({ key: one.id, ...one })), (one) =>
    row([cell(told(one.sent_at), "time"), cell(one.to, "long"), cell(one.subject, "long")],
      [button(T.show, `${one.subject}, ${one.to}`, act((event) => showMail(one.id, event.currentTarget)))]));
  if (mailShown && !mails.some((one) => one.id === mailShown.id)) closeMail();
}

async function showMail(id, opener) {
  mailShown = await get(`mails/${id}`);
  mailOpener = opener;
  $("mail-subject").textContent = mailShown.subject;
  $("mail-headers").replaceChildren(...Object.entries(mailShown.headers).flatMap(([name, value]) => {
    const dt = document.createElement("dt"), dd = document.createElement("dd");
    dt.textContent = name;
    dd.textContent = value;
    return [dt, dd];
  }));
  $("mail-html").srcdoc = mailPolicy.createHTML(mailShown.html ?? "");
  $("mail-html").hidden = !mailShown.html;
  $("mail-text").textContent = mailShown.text;
  $("mail-copy").hidden = !mailShown.link;
  $("mail").hidden = false;
  $("mail").focus();
}

function closeMail() {
  const hadFocus = $("mail").contains(document.activeElement) || document.activeElement === document.body;
  mailShown = null;
  $("mail").hidden = true;
  if (hadFocus) (mailOpener?.isConnected ? mailOpener : $("outbox-scroll")).focus();
}

async function saveMail() {
  const blob = await (await ask("GET", `mails/${mailShown.id}.eml`)).blob();
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = `mail-${mailShown.id}.eml`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  return filled(T.did.saved, { value: link.download });
}

