// Passkeys on the staff's plain forms. A form says what it is for (data-passkey="create" or "get") and where the server's
// offer comes from (data-options); the device's answer goes into its hidden field `credential`, and the form is sent as
// any other. Without this script, or where the context is not secure, the page says why and the password remains.

export type Json = { [key: string]: unknown };

export function fromBase64Url(text: string): ArrayBuffer {
  const plain = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
  const bytes = new Uint8Array(plain.length);
  for (let i = 0; i < plain.length; i++) bytes[i] = plain.charCodeAt(i);
  return bytes.buffer;
}

export function toBase64Url(buffer: ArrayBuffer): string {
  let plain = "";
  for (const byte of new Uint8Array(buffer)) plain += String.fromCharCode(byte);
  return btoa(plain).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

// The browsers' own parse…FromJSON and toJSON came in 2024 and later; these are the members that need them.
type Descriptor = { id: string; type: string; transports?: string[] };
const descriptors = (list: unknown) =>
  ((list as Descriptor[] | undefined) ?? []).map((one) => ({ ...one, id: fromBase64Url(one.id) })) as PublicKeyCredentialDescriptor[];

export function creation(json: Json): PublicKeyCredentialCreationOptions {
  const user = json.user as { id: string; name: string; displayName: string };
  return {
    ...json,
    challenge: fromBase64Url(json.challenge as string),
    user: { ...user, id: fromBase64Url(user.id) },
    excludeCredentials: descriptors(json.excludeCredentials),
  } as unknown as PublicKeyCredentialCreationOptions;
}

export function request(json: Json): PublicKeyCredentialRequestOptions {
  return {
    ...json,
    challenge: fromBase64Url(json.challenge as string),
    allowCredentials: descriptors(json.allowCredentials),
  } as unknown as PublicKeyCredentialRequestOptions;
}

export function answer(credential: PublicKeyCredential): string {
  const said = credential.response as AuthenticatorAttestationResponse & AuthenticatorAssertionResponse;
  const response: Json = { clientDataJSON: toBase64Url(said.clientDataJSON) };
  if (said.attestationObject) {
    response.attestationObject = toBase64Url(said.attestationObject);
    response.transports = typeof said.getTransports === "function" ? said.getTransports() : [];
  } else {
    response.authenticatorData = toBase64Url(said.authenticatorData);
    response.signature = toBase64Url(said.signature);
    response.userHandle = said.userHandle ? toBase64Url(said.userHandle) : null;
  }
  return JSON.stringify({
    id: credential.id,
    rawId: toBase64Url(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment ?? null,
    clientExtensionResults: credential.getClientExtensionResults(),
    response,
  });
}

// A bare address cannot hold a passkey, even where the context is secure (http://127.0.0.1).
export function place(secure: boolean, host: string, known: boolean): "can" | "insecure" | "unknown" {
  if (!secure || /^[\d.]+$/.test(host) || host.startsWith("[")) return "insecure";
  return known ? "can" : "unknown";
}

function each(root: ParentNode, selector: string, act: (found: HTMLElement) => void): void {
  root.querySelectorAll<HTMLElement>(selector).forEach(act);
}

async function ask(form: HTMLFormElement): Promise<void> {
  const fields = new URLSearchParams();
  new FormData(form).forEach((value, name) => {
    if (name !== "password" && typeof value === "string") fields.append(name, value);
  });
  const offered = await fetch(form.dataset.options!, { method: "POST", body: fields });
  // Something typed is wrong: the form itself, sent without an answer, comes back with the words.
  if (offered.ok) {
    const json = (await offered.json()) as Json;
    const credential =
      form.dataset.passkey === "create"
        ? await navigator.credentials.create({ publicKey: creation(json) })
        : await navigator.credentials.get({ publicKey: request(json) });
    if (!credential) throw new Error("no credential");
    form.querySelector<HTMLInputElement>("[name=credential]")!.value = answer(credential as PublicKeyCredential);
  }
  form.submit();
}

function begin(): void {
  const here = place(window.isSecureContext, location.hostname, "PublicKeyCredential" in window);
  each(document, "[data-passkey-can], [data-passkey-insecure], [data-passkey-unknown]", (words) => {
    words.hidden = !words.hasAttribute(`data-passkey-${here}`);
  });
  if (here !== "can") return;
  each(document, "[data-passkey-needed]", (needed) => needed.removeAttribute("disabled"));
  // Nothing was chosen yet: what is safer and quicker comes first.
  each(document, "[data-passkey-first]", (way) => ((way as HTMLInputElement).checked = true));
  each(document, "form[data-passkey]", (found) => {
    const form = found as HTMLFormElement;
    form.addEventListener("submit", (e) => {
      const way = form.querySelector<HTMLInputElement>("[name=way]:checked");
      if (way && way.value !== "passkey") return;
      e.preventDefault();
      each(form, "[data-passkey-failed]", (words) => (words.hidden = true));
      // Put off, refused, too late, or the network is gone: in every case nothing was sent, and the form is as it was.
      ask(form).catch(() => each(form, "[data-passkey-failed]", (words) => (words.hidden = false)));
    });
  });
}

if (typeof document !== "undefined") begin();
