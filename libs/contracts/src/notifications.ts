import { z } from 'zod';
import { mailChoices, noticeKinds } from '@gare/domain/notifications/notice-kinds';
import { mailStates } from '@gare/domain/notifications/mail-state';
import { defineRoute } from './route.js';

const kind = z.enum(noticeKinds);

export const noticeSchema = z
  .object({
    id: z.uuid(),
    kind,
    title: z.string(),
    text: z.string(),
    /** Where it leads in the app, from the root. */
    path: z.string(),
    urgent: z.boolean(),
    createdAt: z.iso.datetime(),
    readAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'Notice' });
export type NoticeView = z.infer<typeof noticeSchema>;

const choice = z.object({ app: z.boolean(), mail: z.enum(mailChoices) });

export const noticeSettingsSchema = z
  .object({
    /** Hour of the day in Rome at which the digest leaves. */
    digestHour: z.number().int().min(0).max(23),
    workingDaysOnly: z.boolean(),
    kinds: z.array(choice.extend({ kind, name: z.string(), explanation: z.string(), appLocked: z.boolean() })),
    /** The address e-mails go to; null where the product sends none. */
    address: z.string().nullable(),
  })
  .meta({ id: 'NoticeSettings' });
export type NoticeSettingsView = z.infer<typeof noticeSettingsSchema>;

export const mailMessageSchema = z
  .object({
    id: z.uuid(),
    state: z.enum(mailStates),
    person: z.string(),
    address: z.string().nullable(),
    /** The day of which it is the digest; null for an e-mail that leaves at once. */
    digestOf: z.iso.date().nullable(),
    notices: z.number().int(),
    attempts: z.number().int(),
    reason: z.string().nullable(),
    createdAt: z.iso.datetime(),
    nextAt: z.iso.datetime(),
  })
  .meta({ id: 'MailMessage' });
export type MailMessageView = z.infer<typeof mailMessageSchema>;

export const mailStateSchema = z
  .object({
    /** Null: no mail server is configured, no e-mail is sent. */
    server: z.object({ host: z.string(), port: z.number().int(), encrypted: z.boolean(), from: z.string() }).nullable(),
    counts: z.object({ waiting: z.number().int(), sent: z.number().int(), refused: z.number().int(), uncertain: z.number().int() }),
    lastSentAt: z.iso.datetime().nullable(),
    /** Put off, refused or uncertain, the newest first; at most 100. */
    troubled: z.array(mailMessageSchema),
  })
  .meta({ id: 'MailState' });
export type MailStateView = z.infer<typeof mailStateSchema>;

const unread = z.object({ unread: z.number().int() });

export const listNotices = defineRoute({
  id: 'listNotices',
  method: 'GET',
  path: '/api/notifications',
  tag: 'Avvisi',
  summary: 'Notices of the signed-in person in the body they act for, newest first',
  access: 'session',
  query: z.object({
    unread: z.enum(['true']).optional(),
    kind: kind.optional(),
    /** Only those after this one in the list: the next page. */
    after: z.uuid().optional(),
    limit: z.coerce.number().int().min(1).max(100).default(30),
  }),
  response: unread.extend({
    items: z.array(noticeSchema),
    /** The list goes on after the last item. */
    more: z.boolean(),
    /** Unread ones in the other bodies of the person. */
    elsewhere: z.array(z.object({ ente: z.object({ id: z.uuid(), denominazione: z.string() }), unread: z.number().int() })),
  }),
});
export const countNotices = defineRoute({
  id: 'countNotices',
  method: 'GET',
  path: '/api/notifications/count',
  tag: 'Avvisi',
  summary: 'How many notices are unread',
  access: 'session',
  response: unread,
});
export const markNotices = defineRoute({
  id: 'markNotices',
  method: 'POST',
  path: '/api/notifications/read',
  tag: 'Avvisi',
  summary: 'Marks notices read or unread: those named, or all up to an instant',
  access: 'session',
  body: z.union([
    z.object({ ids: z.array(z.uuid()).min(1).max(100), read: z.boolean().default(true) }),
    z.object({ upTo: z.iso.datetime() }),
  ]),
  response: unread,
});
export const getNoticeSettings = defineRoute({
  id: 'getNoticeSettings',
  method: 'GET',
  path: '/api/notifications/settings',
  tag: 'Avvisi',
  summary: 'How the signed-in person wants to be told',
  access: 'session',
  response: noticeSettingsSchema,
});
export const changeNoticeSettings = defineRoute({
  id: 'changeNoticeSettings',
  method: 'PATCH',
  path: '/api/notifications/settings',
  tag: 'Avvisi',
  summary: 'Changes how the signed-in person wants to be told',
  access: 'session',
  body: z.object({
    digestHour: z.number().int().min(0).max(23).optional(),
    workingDaysOnly: z.boolean().optional(),
    kinds: z.array(choice.extend({ kind })).max(noticeKinds.length).optional(),
  }),
  response: noticeSettingsSchema,
});
export const getMailState = defineRoute({
  id: 'getMailState',
  method: 'GET',
  path: '/api/mail',
  tag: 'Avvisi',
  summary: 'Whether e-mail is sent, and the messages somebody has to look after',
  access: 'account.write',
  response: mailStateSchema,
});
export const repeatMail = defineRoute({
  id: 'repeatMail',
  method: 'POST',
  path: '/api/mail/{mailId}/repeat',
  tag: 'Avvisi',
  summary: 'Sends a refused or uncertain message again, as the same message',
  access: 'account.write',
  params: z.object({ mailId: z.uuid() }),
  response: mailMessageSchema,
});
