import { z } from 'zod';
import { remembered, rememberParsed } from './memory';

const Person = z.object({ name: z.string(), groups: z.array(z.object({ id: z.string() })) });
const ada = () => ({ name: 'Ada', groups: [{ id: 'leads' }] });

beforeAll(rememberParsed);

test('a schema makes the same thing of what cannot change, and nobody can change that either', () => {
  const item = Object.freeze(ada());
  const first = Person.safeParse(item);
  expect(first).toEqual({ success: true, data: ada() });
  expect(Person.safeParse(item)).toBe(first);
  expect(() => first.data?.groups.push({ id: 'admins' })).toThrow(TypeError);
});

test('another schema makes its own thing of it', () => {
  const item = Object.freeze(ada());
  Person.safeParse(item);
  expect(Person.pick({ name: true }).safeParse(item).data).toEqual({ name: 'Ada' });
  expect(Person.extend({ id: z.string() }).safeParse(item).success).toBe(false);
});

test('what can change is parsed each time', () => {
  const item = ada();
  expect(Person.safeParse(item).data?.name).toBe('Ada');
  item.name = 'Ben';
  expect(Person.safeParse(item).data?.name).toBe('Ben');
});

test('what does not parse is refused each time', () => {
  const item = Object.freeze({ name: 'Ada', groups: 'leads' });
  for (const _ of [1, 2]) expect(Person.safeParse(item).error?.issues[0]?.path).toEqual(['groups']);
});

test('work on the same bytes is done once, and again after many others', () => {
  let times = 0;
  const work = remembered((input) => {
    times += 1;
    return Buffer.from(`${input.toString()}!`);
  });
  expect([work(Buffer.from('a')), work(Buffer.from('a'))].map(String)).toEqual(['a!', 'a!']);
  expect(times).toBe(1);
  for (let other = 0; other < 60; other += 1) work(Buffer.from(String(other)));
  expect(String(work(Buffer.from('a')))).toBe('a!');
});
