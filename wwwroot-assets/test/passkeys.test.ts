import assert from "node:assert/strict";
import { test } from "node:test";
import { answer, creation, fromBase64Url, place, request, toBase64Url } from "../src/passkeys";

const bytes = (...values: number[]) => new Uint8Array(values).buffer;

test("bytes go to the server and come back as they were, without padding", () => {
  assert.equal(toBase64Url(bytes(255, 254, 253, 0)), "__79AA");
  assert.deepEqual(new Uint8Array(fromBase64Url("__79AA")), new Uint8Array([255, 254, 253, 0]));
});

test("an offer to make a passkey has its bytes where the browser wants them", () => {
  const made = creation({ challenge: "AQI", user: { id: "Aw", name: "秘书", displayName: "秘书" }, excludeCredentials: [{ id: "BA", type: "public-key" }], timeout: 5 });
  assert.deepEqual(new Uint8Array(made.challenge as ArrayBuffer), new Uint8Array([1, 2]));
  assert.deepEqual(new Uint8Array(made.user.id as ArrayBuffer), new Uint8Array([3]));
  assert.deepEqual(new Uint8Array(made.excludeCredentials![0]!.id as ArrayBuffer), new Uint8Array([4]));
  assert.equal(made.timeout, 5);
});

test("an offer to use one may name none", () => {
  assert.deepEqual(request({ challenge: "AQI" }).allowCredentials, []);
});

test("an answer of either kind is what the server reads", () => {
  const common = { id: "AQ", rawId: bytes(1), type: "public-key", authenticatorAttachment: "platform", getClientExtensionResults: () => ({}) };
  const made = JSON.parse(answer({ ...common, response: { clientDataJSON: bytes(2), attestationObject: bytes(3), getTransports: () => ["internal"] } } as never));
  assert.deepEqual(made.response, { clientDataJSON: "Ag", attestationObject: "Aw", transports: ["internal"] });
  const used = JSON.parse(answer({ ...common, response: { clientDataJSON: bytes(2), authenticatorData: bytes(4), signature: bytes(5), userHandle: null } } as never));
  assert.deepEqual(used.response, { clientDataJSON: "Ag", authenticatorData: "BA", signature: "BQ", userHandle: null });
  assert.equal(used.rawId, "AQ");
});

test("a passkey needs a secure context and a name, not an address", () => {
  assert.equal(place(true, "localhost", true), "can");
  assert.equal(place(true, "meeting.example.cn", true), "can");
  assert.equal(place(true, "127.0.0.1", true), "insecure");
  assert.equal(place(true, "[::1]", true), "insecure");
  assert.equal(place(false, "192.168.1.2", true), "insecure");
  assert.equal(place(true, "localhost", false), "unknown");
});
