// @ts-check

const CURVE = { name: "ECDSA", namedCurve: "P-256" }
const SIGNING = { name: "ECDSA", hash: "SHA-256" }

/**
 * A key that this phone can sign with and that no script can copy out of it.
 * @param {SubtleCrypto} subtle
 * @returns {Promise<CryptoKeyPair>}
 */
export function makeKey(subtle) {
  return subtle.generateKey(CURVE, false, ["sign", "verify"])
}

/**
 * The public half, in the words the server knows.
 * @param {SubtleCrypto} subtle
 * @param {CryptoKeyPair} key
 */
export async function publicHalf(subtle, key) {
  const { kty, crv, x, y } = await subtle.exportKey("jwk", key.publicKey)
  return { kty, crv, x, y }
}

/**
 * What proves that this phone holds the key: a signature over `diary-renew`, the nonce and the phone's id.
 * @param {SubtleCrypto} subtle
 * @param {CryptoKeyPair} key
 * @param {string} nonce - as the server sent it
 * @param {string} device - the phone's id
 * @returns {Promise<string>} 64 bytes in base64url without padding
 */
export async function signRenewal(subtle, key, nonce, device) {
  const message = new TextEncoder().encode(`diary-renew${nonce}${device}`)
  return base64url(new Uint8Array(await subtle.sign(SIGNING, key.privateKey, message)))
}

/** @param {Uint8Array} bytes */
function base64url(bytes) {
  const text = btoa(String.fromCharCode(...bytes))
  return text.replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "")
}
