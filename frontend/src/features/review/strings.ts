export const strings = {
  opening: 'Opening the request',
  expired: 'This link has expired',
  used: 'This request is already decided',
  'older-revision': 'The request has changed since this mail',
  'no-authority': 'You may not decide this request',
  invalid: 'This link is not valid',
  help: {
    expired:
      'Links in mails work for a limited time. If the request still waits, it is among your approvals.',
    used: 'Nothing is left to decide with this link.',
    'older-revision': 'Look at the request as it is now before you decide.',
    'no-authority':
      'Mails may be forwarded, but the right to decide is not forwarded with them. Nothing was changed.',
    invalid:
      'It may have been cut off or changed on its way. Open it from the mail itself, or look at your approvals.',
  },
  open: 'Open the request',
  current: 'Open the request as it is now',
  approvals: 'Go to my approvals',
  home: 'Go to the home page',
};
