// 64 characters, so that six bits of every random byte choose one without bias.
const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/** 22 characters, 132 random bits. getRandomValues works on plain http in the hall; randomUUID does not. */
export function newId(): string {
  let id = "";
  for (const byte of crypto.getRandomValues(new Uint8Array(22))) id += ALPHABET.charAt(byte & 63);
  return id;
}
