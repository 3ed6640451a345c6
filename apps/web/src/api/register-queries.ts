import { client } from './client';
import { type Query, queryClient } from './queries';
import { answerOf } from './refused';
import { type components } from './schema';

type Schemas = components['schemas'];
export type ReviewGrant = Schemas['ReviewGrant'];
export type Expense = Schemas['DossierExpense'];
export type Payment = Schemas['MemberPayment'];

export function reviewGrantsQuery(dossierId: string): Query<{ items: ReviewGrant[] }> {
  const params = { path: { dossierId } };
  return {
    queryKey: ['/api/dossiers/{dossierId}/review-grants', { dossierId }],
    queryFn: ({ signal }) => answerOf(client.GET('/api/dossiers/{dossierId}/review-grants', { params, signal })),
  };
}
export function expensesQuery(dossierId: string): Query<Schemas['DossierExpenses']> {
  const params = { path: { dossierId } };
  return {
    queryKey: ['/api/dossiers/{dossierId}/expenses', { dossierId }],
    queryFn: ({ signal }) => answerOf(client.GET('/api/dossiers/{dossierId}/expenses', { params, signal })),
  };
}
export function paymentsQuery(enteId: string): Query<Schemas['MemberPayments']> {
  const params = { path: { enteId } };
  return {
    queryKey: ['/api/enti/{enteId}/payments', { enteId }],
    queryFn: ({ signal }) => answerOf(client.GET('/api/enti/{enteId}/payments', { params, signal })),
  };
}

/** Sums of every year that was read, and whether its PDF still says the same: an entry in a register changes them. */
export async function readStatementsAgain(): Promise<void> {
  await Promise.all(
    (['/api/enti/{enteId}/statements/{year}', '/api/enti/{enteId}/statements/{year}/pdf'] as const).map((path) =>
      queryClient.invalidateQueries({ queryKey: [path] }),
    ),
  );
}
