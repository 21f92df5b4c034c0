import assert from 'node:assert/strict'
import { test } from 'node:test'
import { endOfChange, type MappingState, nextMappingState } from './mapping-state.ts'

const walks: [string, MappingState, Parameters<typeof nextMappingState>[1], ReturnType<typeof nextMappingState>][] = [
  ['a new mapping becomes enabled', 'Creating', 'enabled', 'Enabled'],
  ['a mapping that was created disabled ends so', 'Creating', 'disabled', 'Disabled'],
  ['an enabled mapping can be disabled', 'Enabled', 'disable', 'Disabling'],
  ['a disabled one can be enabled', 'Disabled', 'enable', 'Enabling'],
  ['settings change by way of Updating', 'Enabled', 'update', 'Updating'],
  ['a deleted mapping is gone in the end', 'Deleting', 'deleted', 'gone'],
  ['a mapping in creation cannot be deleted', 'Creating', 'delete', undefined],
  ['a mapping that is being updated cannot be updated', 'Updating', 'update', undefined],
  ['a mapping that is being deleted cannot be enabled', 'Deleting', 'enable', undefined],
  ['a mapping that is being disabled cannot turn out enabled', 'Disabling', 'enabled', undefined],
]
for (const [title, state, signal, expected] of walks)
  test(title, () => assert.equal(nextMappingState(state, signal), expected))

test('each change under way has one end, and a mapping at rest has none', () => {
  assert.equal(endOfChange('Creating', false), 'disabled')
  assert.equal(endOfChange('Updating', true), 'enabled')
  assert.equal(endOfChange('Deleting', true), 'deleted')
  assert.equal(endOfChange('Enabled', true), undefined)
  assert.equal(endOfChange('Disabled', false), undefined)
})
