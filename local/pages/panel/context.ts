import type { ControlContext } from '../../control/context';

/** What the panel looks at and changes. */
export type PanelContext = Pick<ControlContext, 'clock' | 'services' | 'deadLetters' | 'dueLeases'>;
