import type { Cors } from '@aws-sdk/client-lambda'
import type { Headers } from '../headers.ts'

/** Asked before the request itself: answered without the function. */
export const isPreflight = (method: string, headers: Headers): boolean =>
  method === 'OPTIONS' && headers.has('origin') && headers.has('access-control-request-method')

/** What a browser is told; nothing where the origin is not allowed. Names and values in turn. */
export function corsHeaders(cors: Cors | undefined, headers: Headers, preflight: boolean): string[] {
  const origin = headers.get('origin')
  const allowed = cors?.AllowOrigins ?? []
  if (!cors || origin === undefined || !(allowed.includes('*') || allowed.includes(origin))) return []
  const told = ['access-control-allow-origin', allowed.includes('*') && !cors.AllowCredentials ? '*' : origin]
  if (told[1] !== '*') told.push('vary', 'Origin')
  if (cors.AllowCredentials) told.push('access-control-allow-credentials', 'true')
  if (cors.ExposeHeaders?.length) told.push('access-control-expose-headers', cors.ExposeHeaders.join(','))
  if (!preflight) return told
  if (cors.AllowMethods?.length) told.push('access-control-allow-methods', cors.AllowMethods.join(','))
  if (cors.AllowHeaders?.length) told.push('access-control-allow-headers', cors.AllowHeaders.join(','))
  if (cors.MaxAge) told.push('access-control-max-age', String(cors.MaxAge))
  return told
}

/** Where the URL has rules, they alone speak to other origins, whatever the function says. */
export function withCorsHeaders(own: readonly string[], cors: Cors | undefined, headers: Headers): string[] {
  if (!cors) return [...own]
  const kept: string[] = []
  for (let at = 0; at < own.length; at += 2)
    if (!own[at]!.toLowerCase().startsWith('access-control-')) kept.push(own[at]!, own[at + 1]!)
  return [...kept, ...corsHeaders(cors, headers, false)]
}
