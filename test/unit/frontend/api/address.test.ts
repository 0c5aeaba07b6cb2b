import { addressOf } from '../../../../frontend/src/api/address';

const route = { method: 'GET', path: '/requests/{requestId}/leases/{leaseId}' } as const;

describe('the address of a route', () => {
  it('fills the path in and escapes what is put there', () => {
    const params = { requestId: 'a/b?c', leaseId: 'é' };
    expect(addressOf('/api', route, params)).toBe('/api/requests/a%2Fb%3Fc/leases/%C3%A9');
  });

  it('joins a base with or without a slash at its end', () => {
    const list = { method: 'GET', path: '/requests' } as const;
    expect(addressOf('https://api.example.com/', list)).toBe('https://api.example.com/requests');
    expect(addressOf('https://api.example.com', list)).toBe('https://api.example.com/requests');
  });

  it('keeps the query in one order, so that the same question has the same address', () => {
    const list = { method: 'GET', path: '/requests' } as const;
    const one = addressOf('/api', list, {}, { view: 'mine', limit: 5 });
    const two = addressOf('/api', list, {}, { limit: 5, view: 'mine' });
    expect(one).toBe('/api/requests?limit=5&view=mine');
    expect(two).toBe(one);
  });

  it('leaves out what is not asked for', () => {
    const list = { method: 'GET', path: '/requests' } as const;
    expect(addressOf('/api', list, {}, { q: '', cursor: undefined, limit: 0 })).toBe('/api/requests?limit=0');
  });
});
