import assert from 'node:assert/strict'
import { test } from 'node:test'
import { model } from '../lambda/model.generated.ts'
import { route } from './route.ts'

const at = (method: string, target: string) => {
  const [path = '', query = ''] = target.split('?')
  return route(method, path, new URLSearchParams(query))
}

test('every operation of the API is found at its own address, with its labels', () => {
  for (const [operation, { method, uri }] of Object.entries(model.operations)) {
    const found = at(method, uri.replaceAll(/\{\w+\+?\}/g, 'a%3Ab'))
    assert.equal(found?.operation, operation)
    const names = [...uri.matchAll(/\{(\w+)\+?\}/g)].map(([, name]) => name!)
    assert.deepEqual(found.labels, Object.fromEntries(names.map((name) => [name, 'a:b'])))
  }
})

test('a query tells apart the operations that share a path', () => {
  const path = '/2019-09-30/functions/f/provisioned-concurrency'
  assert.equal(at('GET', `${path}?List=ALL`)?.operation, 'ListProvisionedConcurrencyConfigs')
  assert.equal(at('GET', `${path}?Qualifier=1`)?.operation, 'GetProvisionedConcurrencyConfig')
  assert.equal(at('GET', '/2018-10-31/layers')?.operation, 'ListLayers')
})

test('older clients end the path of InvokeAsync with a slash', () => {
  assert.equal(at('POST', '/2014-11-13/functions/f/invoke-async/')?.operation, 'InvokeAsync')
})

test('what the API does not have is no route', () => {
  for (const target of ['/', '/2015-03-31/functions//code', '/2015-03-31/functions/%zz/code', '/nothing'])
    assert.equal(at('PUT', target), undefined, target)
})
