import type { Config } from './config/config';
import { ActivitySource } from './constructs/activity/activity-source';
import { Encryption } from './constructs/encryption';
import { IdentityCenter } from './constructs/identity-center';
import { IdentityStore } from './constructs/identity-store';
import { MailSender } from './constructs/mail-sender';
import { Organization } from './constructs/organization';
import { StateMachines } from './constructs/state-machines';

/** Folders with what was built before the synthesis. */
export type Builds = {
  /** One bundle for each function, by its name. */
  readonly lambdas: string;
  /** The web app, without its run-time configuration. */
  readonly web: string;
};

/** What every stack of one installation shares: its configuration, its names, and what it finds in AWS already. */
export class Installation {
  readonly identityCenter: IdentityCenter;
  readonly identityStore: IdentityStore;
  readonly organization = new Organization();
  readonly mailSender: MailSender;
  readonly activitySource: ActivitySource;
  readonly stateMachines: StateMachines;
  readonly encryption: Encryption;

  constructor(
    readonly config: Config,
    readonly builds: Builds,
  ) {
    this.identityCenter = new IdentityCenter(config.identityCenter);
    this.identityStore = new IdentityStore(config.identityCenter);
    this.mailSender = new MailSender(config.mail);
    this.activitySource = new ActivitySource(config);
    this.encryption = new Encryption(config.kmsKeyArn);
    this.stateMachines = new StateMachines({
      approval: this.nameOf('approval'),
      lease: this.nameOf('lease'),
      ending: this.nameOf('ending'),
    });
  }

  /** The name of a function, state machine or the like; two stages never meet. */
  nameOf(part: string): string {
    return `hourglass-${this.config.stage}-${part}`;
  }
}
