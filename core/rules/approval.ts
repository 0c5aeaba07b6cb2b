/** Everything about who must say yes, who may, and how far it has come. */
export { approvalNeeds, approverKeys } from './approval-needs';
export { afterDecision, progressOf } from './approval-progress';
export { mayDecide } from './may-decide';
export { approversNow, checkPossibleApprovers, possibleApprovers } from './possible-approvers';
