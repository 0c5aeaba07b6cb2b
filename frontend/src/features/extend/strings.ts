export const strings = {
  extend: 'Extend',
  title: 'Extend access',
  text: 'The access ends later. Whoever holds it must still be eligible, and from its start it may not last longer than the rule allows.',
  by: 'Extend by',
  notMinutes: 'Enter a whole number above zero.',
  before: 'As it is now',
  after: 'Extended',
  done: 'The end of the access is moved.',
};
