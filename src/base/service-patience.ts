/** Of a client of another service: who does not answer has not taken what he was sent. A long poll takes twenty seconds. */
export const servicePatience = { connectionTimeout: 5_000, requestTimeout: 30_000, throwOnRequestTimeout: true }
