import { ADMIN_GROUP, AUDITOR_GROUP } from '../../places';
import { CAST, type SeedPerson } from '../cast';
import type { GroupName } from './groups';

type Row = readonly [
  userName: string,
  givenName: string,
  familyName: string,
  title: string,
  ...groups: GroupName[],
];

const ROWS: readonly Row[] = [
  ['lena', 'Lena', 'Hoffmann', 'Payments lead', 'payments-leads', 'engineering-leads'],
  ['mateo', 'Mateo', 'García', 'Payments engineer', 'payments-engineers'],
  ['priya', 'Priya', 'Raghavan', 'Payments engineer', 'payments-engineers', 'on-call'],
  ['jonas', 'Jonas', 'Lindqvist', 'Payments engineer', 'payments-engineers'],
  ['fatima', 'Fatima', 'El Amrani', 'Payments engineer', 'payments-engineers'],
  ['hassan', 'Hassan', 'Qureshi', 'Identity lead', 'identity-engineers', 'engineering-leads'],
  ['kofi', 'Kofi', 'Mensah', 'Identity engineer', 'identity-engineers', 'on-call'],
  ['ingrid', 'Ingrid', 'Solberg', 'Identity engineer', 'identity-engineers'],
  ['tomasz', 'Tomasz', 'Wójcik', 'Identity engineer', 'identity-engineers'],
  ['noor', 'Noor', 'van Dijk', 'Identity engineer', 'identity-engineers'],
  ['chiara', 'Chiara', 'Conti', 'Data platform lead', 'data-engineers', 'engineering-leads'],
  ['yuki', 'Yuki', 'Nakamura', 'Data engineer', 'data-engineers'],
  ['elif', 'Elif', 'Yılmaz', 'Data engineer', 'data-engineers'],
  ['diego', 'Diego', 'Fernández', 'Data engineer', 'data-engineers', 'on-call'],
  ['seun', 'Oluwaseun', 'Adeyemi', 'Data engineer', 'data-engineers'],
  ['mei', 'Mei', 'Lin', 'Data scientist', 'data-scientists'],
  ['arjun', 'Arjun', 'Patel', 'Data scientist', 'data-scientists'],
  ['sarah', 'Sarah', 'Cohen', 'Data scientist', 'data-scientists'],
  ['lukas', 'Lukas', 'Bauer', 'Analyst', 'data-scientists'],
  ['hana', 'Hana', 'Kovářová', 'Commerce lead', 'commerce-engineers', 'engineering-leads'],
  ['camille', 'Camille', 'Dubois', 'Commerce engineer', 'commerce-engineers'],
  ['niamh', 'Niamh', 'O’Sullivan', 'Commerce engineer', 'commerce-engineers'],
  ['viktor', 'Viktor', 'Petrov', 'Commerce engineer', 'commerce-engineers', 'on-call'],
  ['thanh', 'Thanh', 'Nguyễn', 'Commerce engineer', 'commerce-engineers'],
  ['amara', 'Amara', 'Diallo', 'Commerce engineer', 'commerce-engineers'],
  ['joaquin', 'Joaquín', 'Morales', 'Search engineer', 'commerce-engineers'],
  ['grace', 'Grace', 'Kamau', 'Platform lead', 'platform', 'engineering-leads'],
  ['petra', 'Petra', 'Horváth', 'Platform engineer', 'platform', 'on-call'],
  ['liam', 'Liam', 'Murphy', 'Platform engineer', 'platform'],
  ['zainab', 'Zainab', 'Yusuf', 'Platform engineer', 'platform'],
  ['otto', 'Otto', 'Virtanen', 'Platform engineer', 'platform'],
  ['marek', 'Marek', 'Zieliński', 'Network engineer', 'network'],
  ['leila', 'Leila', 'Haddad', 'Network engineer', 'network', 'on-call'],
  ['bjorn', 'Bjørn', 'Hansen', 'Network engineer', 'network'],
  ['daniel', 'Daniel', 'Weiss', 'Security engineer', 'security'],
  ['rania', 'Rania', 'Saleh', 'Security engineer', 'security'],
  ['michael', 'Michael', 'Thompson', 'Head of security', 'security', 'engineering-leads'],
  ['margaret', 'Margaret', 'Hill', 'Head of finance', 'finance'],
  ['paulo', 'Paulo', 'Ribeiro', 'Cost controller', 'finance'],
  ['svetlana', 'Svetlana', 'Ivanova', 'Cost analyst', 'finance'],
  ['josefine', 'Josefine', 'Krüger', 'Support lead', 'support'],
  ['tariq', 'Tariq', 'Aziz', 'Support agent', 'support'],
  ['emily', 'Emily', 'Carter', 'Support agent', 'support'],
  ['nam', 'Nam', 'Phạm', 'Support agent', 'support'],
  ['rosa', 'Rosa', 'Jiménez', 'Support agent', 'support'],
  ['ulla', 'Ulla', 'Bergström', 'IAM administrator', ADMIN_GROUP],
  ['gabriel', 'Gabriel', 'Silva', 'Internal auditor', AUDITOR_GROUP],
  ['deepika', 'Deepika', 'Iyer', 'Payments engineer', 'payments-engineers'],
  ['stefan', 'Stefan', 'Ionescu', 'Data engineer', 'data-engineers'],
  ['halima', 'Halima', 'Abdi', 'Identity engineer', 'identity-engineers'],
];

const others = ROWS.map(
  ([userName, givenName, familyName, title, ...groups]): SeedPerson => ({
    userName,
    givenName,
    familyName,
    title,
    groups,
  }),
);

/** Everybody of the sample organization: one has left and is disabled, one has no email address. */
export const PEOPLE: readonly SeedPerson[] = [
  ...Object.values(CAST),
  ...others,
  {
    userName: 'walter',
    givenName: 'Walter',
    familyName: 'Brandt',
    title: 'Payments engineer (left)',
    groups: ['payments-engineers', 'payments-leads'],
    enabled: false,
  },
  {
    userName: 'mina',
    givenName: 'Mina',
    familyName: 'Park',
    title: 'Support agent (shift)',
    groups: ['support'],
    hasEmail: false,
  },
];
