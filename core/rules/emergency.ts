/** What is typed to declare an emergency stop. */
export const DECLARE_WORDS = 'stop activations';

/** What is typed to lift an emergency stop. */
export const LIFT_WORDS = 'lift the stop';

/** Whether somebody may end any access and stop activations in an emergency: admins and responders. */
export function mayRespond(viewer: { readonly admin: boolean; readonly responder: boolean }): boolean {
  return viewer.admin || viewer.responder;
}

/** What is wrong with a typed confirmation; `undefined`: nothing. Blanks around it do not count, everything else does. */
export function confirmationProblem(typed: string, expected: string): string | undefined {
  const same = typed.trim().normalize('NFC') === expected.trim().normalize('NFC');
  return same ? undefined : `must be typed exactly as “${expected}”`;
}
