/** Of a client of a source: whoever takes longer is asked anew. A long poll of a queue takes twenty seconds. */
export const sourcePatience = { connectionTimeout: 5_000, requestTimeout: 30_000, throwOnRequestTimeout: true }
