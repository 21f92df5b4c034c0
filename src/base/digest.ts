/** Hashing as an argument: pure code names what it needs, digest.io.ts brings OpenSSL. */
export interface Digest {
  sha256(data: string | Uint8Array): Uint8Array
  sha256Hex(data: string | Uint8Array): string
  hmac(key: Uint8Array, data: string): Uint8Array
  hmacHex(key: Uint8Array, data: string): string
  /** Time does not depend on where the texts differ. */
  equal(a: string, b: string): boolean
}
