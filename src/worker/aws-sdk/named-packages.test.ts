import assert from 'node:assert/strict'
import { test } from 'node:test'
import { modulesOfScript, packagesOfManifest, packagesOfScript } from './named-packages.ts'

const scripts: [string, string, string[]][] = [
  ['an import', `import { S3Client } from '@aws-sdk/client-s3'`, ['@aws-sdk/client-s3']],
  ['a minified import', `import*as e from"@aws-sdk/client-sqs";`, ['@aws-sdk/client-sqs']],
  ['an import for its effects', `import '@aws-sdk/client-sns'`, ['@aws-sdk/client-sns']],
  ['a dynamic import', 'await import(`@aws-sdk/client-sns`)', ['@aws-sdk/client-sns']],
  ['require', `const { S3 } = require("@aws-sdk/client-s3")`, ['@aws-sdk/client-s3']],
  ["a bundler's require", `var s3 = __toESM(__require("@aws-sdk/client-s3"));`, ['@aws-sdk/client-s3']],
  ['a re-export', `export * from '@smithy/types'`, ['@smithy/types']],
  ['a path inside', `import { x } from '@aws-sdk/core/client'`, ['@aws-sdk/core']],
  ['over several lines', `import {\n  S3Client,\n} from\n  '@aws-sdk/lib-storage'`, ['@aws-sdk/lib-storage']],
  ['twice the same', `require('@aws-sdk/client-s3'); require('@aws-sdk/client-s3')`, ['@aws-sdk/client-s3']],
  ['the name of what a bundle holds', `var pkg = { name: "@aws-sdk/client-s3", version: "3.1.0" }`, []],
  ['a comment of a bundle', '// node_modules/@aws-sdk/client-s3/dist-es/index.js', []],
  ['a relative import', `import './@aws-sdk/client-s3'`, []],
  ['another scope', `import '@aws-lambda-powertools/logger'`, []],
]
for (const [what, source, expected] of scripts)
  test(`${what} names ${expected.join() || 'nothing'}`, () => assert.deepEqual(packagesOfScript(source), expected))

test('a package names what it leaves to whoever runs it', () => {
  const manifest = {
    dependencies: { '@smithy/types': '4', lodash: '4' },
    peerDependencies: { '@aws-sdk/client-ssm': '*' },
  }
  assert.deepEqual(packagesOfManifest(JSON.stringify(manifest)), ['@smithy/types', '@aws-sdk/client-ssm'])
  for (const damaged of ['', 'null', '{', '[]']) assert.deepEqual(packagesOfManifest(damaged), [])
})

const modules: [string, string, string[]][] = [
  ['import', 'import boto3', ['boto3']],
  ['an import among others', 'import os, boto3', ['boto3']],
  ['an import inside a function', 'def handler(e, c):\n    import boto3\n', ['boto3']],
  ['an import of a part', 'from botocore.exceptions import ClientError', ['botocore']],
  ['an alias', 'import urllib3 as http', ['urllib3']],
  ['importlib', 'importlib.import_module("boto3")', ['boto3']],
  ['a longer name', 'import boto3_assist', []],
  ['a module of the function', 'from .six import x\nimport mine.six', []],
  ['a comment', '# import boto3 is not needed', []],
]
for (const [what, source, expected] of modules)
  test(`in Python, ${what} names ${expected.join() || 'nothing'}`, () =>
    assert.deepEqual(modulesOfScript(source), expected))

test('sources made to be slow to read are read as fast as others', () => {
  const blanks = ' '.repeat(300_000)
  for (const slow of [
    `from${blanks}x`,
    `import a${blanks}x`,
    'import a, '.repeat(50_000),
    `require("@aws-sdk/${'a'.repeat(300_000)}`,
  ]) {
    assert.deepEqual(packagesOfScript(slow), [])
    assert.deepEqual(modulesOfScript(slow), [])
  }
})
