export const strings = {
  title: 'Runbook',
  description: 'What it means, how it is seen, and what to do.',
  none: 'There is no such article',
  noneText: 'The link is old, or the article has another name now.',
};
