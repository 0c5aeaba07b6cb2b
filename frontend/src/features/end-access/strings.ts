export const strings = {
  returnAccess: 'Return access',
  endNow: 'End now',
  returnTitle: 'Return access',
  endTitle: 'End access now',
  returnText: 'The access is taken away now. To get it back you have to ask again.',
  endText: (name: string) => `The access of ${name} is taken away now.`,
  all: 'This ends all access of the request.',
  doneReturn: 'The access is being returned.',
  doneEnd: 'The access is being ended.',
};
