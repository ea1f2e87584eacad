import { createHmac, timingSafeEqual } from "node:crypto";
import { refuseFile } from "../../model/file-errors.ts";

/** The query of an address that gives one file of one portal to whoever has it, until `expiresAt` (epoch seconds). */
export type Signature = { readonly expires: string; readonly signature: string };

/** Signs a file's address for `seconds` from `now` (epoch milliseconds). */
export function signLink(
  secret: Buffer,
  file: { readonly portalId: number; readonly fileId: number },
  now: number,
  seconds: number,
): Signature & { readonly expiresAt: number } {
  const expiresAt = (Math.floor(now / 1000) + seconds) * 1000;
  const expires = String(expiresAt / 1000);
  return { expiresAt, expires, signature: compute(secret, file, expires).toString("base64url") };
}

/** @throws Refusal 403 for a signature that is not ours, is another file's, or has expired */
export function checkSignature(
  secret: Buffer,
  file: { readonly portalId: number; readonly fileId: number },
  { expires, signature }: Signature,
  now: number,
): void {
  const expected = compute(secret, file, expires);
  const given = Buffer.from(signature, "base64url");
  const valid = given.length === expected.length && timingSafeEqual(given, expected);
  if (!valid || !/^\d{1,12}$/.test(expires)) throw refuseFile.linkNotValid("The signature of this link is not valid");
  if (Number(expires) * 1000 <= now) throw refuseFile.linkNotValid("This link has expired");
}

function compute(secret: Buffer, { portalId, fileId }: { portalId: number; fileId: number }, expires: string): Buffer {
  return createHmac("sha256", secret).update(`${portalId}\n${fileId}\n${expires}`).digest();
}
