import { AnswerCache } from '../../../../frontend/src/api/answer-cache';

describe('answers kept for conditional requests', () => {
  it('gives back the data of the ETag that it sends', () => {
    const cache = new AnswerCache();
    cache.keep('/a', 'W/"1"', { n: 1 });
    cache.keep('/a', 'W/"2"', { n: 2 });
    expect(cache.etagOf('/a')).toBe('W/"2"');
    expect(cache.read('/a')).toEqual({ n: 2 });
  });

  it('forgets an address that no longer answers with an ETag', () => {
    const cache = new AnswerCache();
    cache.keep('/a', 'W/"1"', 1);
    cache.keep('/a', null, 2);
    expect(cache.etagOf('/a')).toBeUndefined();
    expect(cache.read('/a')).toBeUndefined();
  });

  it('does not grow without limit: the answer kept longest makes room', () => {
    const cache = new AnswerCache();
    for (let n = 0; n < 201; n += 1) cache.keep(`/${n}`, 'W/"x"', n);
    expect(cache.etagOf('/0')).toBeUndefined();
    expect(cache.read('/200')).toBe(200);
  });
});
