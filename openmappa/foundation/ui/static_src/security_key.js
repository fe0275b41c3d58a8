// Asks a security key what the server wants to know, and sends its answer as the form's `credential`.

const toBytes = (text) =>
  Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (each) => each.charCodeAt(0));

const toText = (bytes) =>
  btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replace(/\+/g, "-")
    .replace(/\//g, "_")
    .replace(/=+$/, "");

const listed = (credentials = []) => credentials.map((each) => ({ ...each, id: toBytes(each.id) }));

function asked(question) {
  const options = { ...question, challenge: toBytes(question.challenge) };
  if (question.user) options.user = { ...question.user, id: toBytes(question.user.id) };
  if (question.excludeCredentials) options.excludeCredentials = listed(question.excludeCredentials);
  if (question.allowCredentials) options.allowCredentials = listed(question.allowCredentials);
  return options;
}

function answered(credential) {
  const response = {};
  for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (credential.response[name]) response[name] = toText(credential.response[name]);
  }
  return {
    id: credential.id,
    rawId: toText(credential.rawId),
    type: credential.type,
    clientExtensionResults: credential.getClientExtensionResults(),
    response,
  };
}

export function startSecurityKeys() {
  for (const form of document.querySelectorAll("form[data-security-key]")) {
    if (!navigator.credentials || !window.PublicKeyCredential) continue;
    form.hidden = false;
    const field = form.querySelector("[name=credential]");
    const status = form.querySelector("[data-security-key-status]");
    form.addEventListener("submit", async (event) => {
      if (field.value) return;
      event.preventDefault();
      status.textContent = "";
      const { publicKey } = JSON.parse(form.dataset.question);
      try {
        const found = await navigator.credentials[form.dataset.securityKey]({ publicKey: asked(publicKey) });
        field.value = JSON.stringify(answered(found));
      } catch {
        status.textContent = status.dataset.failed;
        return;
      }
      form.submit();
    });
  }
}
