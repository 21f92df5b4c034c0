import { arn, constraint, fn, invalid, manyTags, missing, notFound, pattern, type Situation, uuid } from './words.ts'

const taggable = String.raw`arn:(aws[a-zA-Z-]*):lambda:(eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\d{1}:\d{12}:`
const eachTagCall = (Resource: string, answer: string): Situation[] => [
  ['TagResource', { Resource, Tags: { a: 'b' } }, answer],
  ['UntagResource', { Resource, TagKeys: ['a'] }, answer],
  ['ListTags', { Resource }, answer],
]
export const tags: Situation[] = [
  ...eachTagCall(fn('nobody'), notFound('nobody')),
  ...eachTagCall(
    arn(`event-source-mapping:${uuid}`),
    missing(`Event source mapping not found: ${arn(`event-source-mapping:${uuid}`)}`),
  ),
  ...eachTagCall(
    arn('capacity-provider:none'),
    missing(`Capacity provider not found: ${arn('capacity-provider:none')}`),
  ),
  ...[
    'arn:aws:something',
    arn('foobar:a'),
    arn(`event-source-mapping:${uuid}:alias`),
    arn('capacity-provider:a:alias'),
  ].flatMap((Resource) => eachTagCall(Resource, `${constraint('resource', `'${Resource}'`, pattern(taggable))}…`)),
  ...eachTagCall(
    fn('f:none'),
    invalid('Tags on function aliases and versions are not supported. Please specify a function ARN.'),
  ),
  ...eachTagCall(
    fn('f:1'),
    invalid('Tags on function aliases and versions are not supported. Please specify a function ARN.'),
  ),
  ...eachTagCall(
    fn('f:$LATEST'),
    invalid('Tags on function aliases and versions are not supported. Please specify a function ARN.'),
  ),
  ['UntagResource', { Resource: fn('f'), TagKeys: [] }, constraint('tagKeys', 'null', 'Member must not be null')],
  ['TagResource', { Resource: fn('f'), Tags: {} }, invalid('An error occurred and the request cannot be processed.')],
  ['TagResource', { Resource: fn('f'), Tags: manyTags }, invalid('Number of tags exceeds resource tag limit.')],
]
