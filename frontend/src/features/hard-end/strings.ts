export const strings = {
  title: 'Running sessions when access ends',
  off: 'Hard end is off: a session that is already running goes on until its own end. Both times are shown with every access. The option is part of the installation’s configuration.',
  on: 'Hard end is on: from the end on, running sessions are denied by the inline policy of the permission set, written before the access begins.',
  removing:
    'Hard end is being switched off: new access has none, and what is denied already is taken away when its time has come.',
  unconfirmed:
    'That AWS denies them in every service, and how soon, only your own account can confirm: npm run confirm-hard-end tries it step by step. Sessions in other roles that were entered from there, and links that were signed before, are not ended.',
  note: 'Hard end is on: running sessions are to be denied from the moment at which access is removed. Until that is confirmed in your own account, count on the later time.',
};
