import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { SignedRequest } from './claim.ts'
import {
  authorizationWith,
  change,
  expired,
  invoke,
  judge,
  mismatch,
  now,
  presign,
  sign,
  temporary,
} from './sign-for-tests.io.ts'

describe('AWS’s own words for', () => {
  const cases: Record<string, [(request: SignedRequest) => SignedRequest, RegExp]> = {
    'no signature': [
      (r) => change(r, 'authorization', undefined),
      /^MissingAuthenticationTokenException: Missing Auth/,
    ],
    'somebody else’s scheme': [
      (r) => change(r, 'authorization', 'Bearer secret'),
      /^IncompleteSignatureException: Invalid key=value pair \(missing equal-sign\) in Authorization header \(hashed with SHA-256 and encoded with Base64\): '[^']{44}'\.$/,
    ],
    'missing parameters': [
      (r) => change(change(r, 'authorization', 'AWS4-HMAC-SHA256 SignedHeaders=host'), 'x-amz-date', undefined),
      /^IncompleteSignatureException: Authorization header requires 'Credential' parameter\. Authorization header requires 'Signature' parameter\. Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header\. /,
    ],
    'a short credential': [
      (r) => authorizationWith(r, '/aws4_request', ''),
      /^IncompleteSignatureException: Credential must have exactly 5 slash-delimited elements, e\.g\. keyid\/date\/region\/service\/term, got 'AKID/,
    ],
    'a long credential': [(r) => authorizationWith(r, '/aws4', '/x/aws4'), /exactly 5 slash-delimited elements/],
    'another terminator': [
      (r) => authorizationWith(r, 'aws4_request', 'aws5'),
      /valid terminator: 'aws4_request', not 'aws5'/,
    ],
    'another day in the scope': [
      (r) => authorizationWith(r, '/20231114/', '/20231113/'),
      /^InvalidSignatureException: Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '20231113' != '20231114', from '20231114T221320Z'\.$/,
    ],
    'a date that is none': [
      (r) => change(r, 'x-amz-date', 'yesterday'),
      /Date must be in ISO-8601 'basic format'\. Got 'yesterday'/,
    ],
    'no region': [(r) => authorizationWith(r, 'us-east-1', 'US'), /Credential should be scoped to a valid region\./],
    'another service': [(r) => authorizationWith(r, '/lambda/', '/ec2/'), /scoped to correct service: 'lambda'\./],
    'another region, forged': [(r) => authorizationWith(r, 'us-east-1', 'us-east-2'), mismatch],
    'an unknown key': [
      (r) => authorizationWith(r, 'AKIDEXAMPLE', 'AKIDNOBODY'),
      /^UnrecognizedClientException: The security token included in the request is invalid\.$/,
    ],
    'a token where the key has none': [
      (r) =>
        authorizationWith(
          change(r, 'x-amz-security-token', 'x'),
          'SignedHeaders=',
          'SignedHeaders=x-amz-security-token;',
        ),
      /^UnrecognizedClientException/,
    ],
    'host not signed': [
      (r) => authorizationWith(r, /host;/, ''),
      /^InvalidSignatureException: 'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization\.$/,
    ],
    'x-amz-date not signed': [(r) => authorizationWith(r, /;x-amz-date/, ''), /were not signed: x-amz-date$/],
    'an x-amz header that nobody signed': [
      (r) => change(r, 'x-amz-tenant-id', 'other'),
      /^InvalidSignatureException: There were headers present in the request which were not signed: x-amz-tenant-id$/,
    ],
    'version 2': [
      (r) => change(r, 'authorization', 'AWS AKIDEXAMPLE:frJIUN8DYpKDtOLCwo//yllqDzg='),
      /^InvalidSignatureException: Unsupported AWS 'algorithm': 'AWS'\.$/,
    ],
    'version 4a': [
      (r) => authorizationWith(r, 'AWS4-HMAC-SHA256', 'AWS4-ECDSA-P256-SHA256'),
      /Unsupported AWS 'algorithm': 'AWS4-ECDSA-P256-SHA256'/,
    ],
    'header and query at once': [
      (r) => ({ ...r, query: 'X-Amz-Algorithm=AWS4-HMAC-SHA256' }),
      /^IncompleteSignatureException: Only one auth mechanism allowed/,
    ],
    'a parameter given twice': [
      (r) => authorizationWith(r, 'Signature=', 'Signature=00, Signature='),
      /Invalid key=value pair/,
    ],
    'a header signed twice': [
      (r) => authorizationWith(r, 'host;', 'host;host;'),
      /at most 100 headers, each of them once/,
    ],
    'thousands of signed headers': [
      (r) => authorizationWith(r, 'host;', `host;${Array.from({ length: 5000 }, (_, n) => `h${n}`).join(';')};`),
      /at most 100 headers/,
    ],
    'a signature of another length': [(r) => authorizationWith(r, /Signature=.*/, 'Signature=00'), mismatch],
  }
  for (const [name, [forge, words]] of Object.entries(cases))
    test(name, async () => assert.match(judge(forge(await sign(invoke)), invoke.body), words))

  test('a signature that is too old, or from the future', async () => {
    const request = await sign(invoke)
    assert.equal(judge(request, invoke.body, now + 300_000), 'in')
    assert.equal(judge(request, invoke.body, now - 300_000), 'in')
    assert.equal(
      judge(request, invoke.body, now + 301_000),
      'InvalidSignatureException: Signature expired: 20231114T221320Z is now earlier than 20231114T221321Z (20231114T221821Z - 5 min.)',
    )
    assert.equal(
      judge(request, invoke.body, now - 301_000),
      'InvalidSignatureException: Signature not yet current: 20231114T221320Z is still later than 20231114T221319Z (20231114T220819Z + 5 min.)',
    )
  })

  test('a session whose token is wrong, missing or over', async () => {
    const request = await sign(invoke, temporary)
    assert.match(judge(change(request, 'x-amz-security-token', 'forged'), invoke.body), /^UnrecognizedClientException/)
    const bare = await sign(invoke, { ...temporary, sessionToken: undefined })
    assert.match(judge(bare, invoke.body), /^UnrecognizedClientException/)
    assert.match(
      judge(await sign(invoke, expired), invoke.body),
      /^ExpiredTokenException: The security token included in/,
    )
  })

  test('presigned queries that lack something, or ask for more than a week', async () => {
    const request = await presign({ method: 'GET', path: '/f' }, 60)
    const without = (name: string) => ({ ...request, query: request.query.replace(new RegExp(`&?${name}=[^&]*`), '') })
    assert.match(
      judge(without('X-Amz-Expires')),
      /AWS query-string parameters must include 'X-Amz-Expires'\. Re-examine/,
    )
    assert.match(judge(without('X-Amz-Date')), /must include 'X-Amz-Date'/)
    const longer = { ...request, query: request.query.replace(/X-Amz-Expires=\d+/, 'X-Amz-Expires=604801') }
    assert.match(judge(longer), /X-Amz-Expires must be less than a week/)
    const doubled = { ...request, query: `${request.query}&X-Amz-Date=20231114T221320Z` }
    assert.match(judge(doubled), /given more than once/)
    assert.match(judge({ ...request, query: request.query.replace('X-Amz-Expires=60', 'X-Amz-Expires=61') }), mismatch)
    const later = { ...request, query: request.query.replace(/X-Amz-Security-Token=[^&]*/, '') }
    assert.equal(judge(later), 'in')
  })
})
