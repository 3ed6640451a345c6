import { Controller, type StreamableFile } from '@nestjs/common';
import {
  downloadStatementCsv,
  downloadStatementFile,
  formStatementFile,
  getStatement,
  getStatements,
  listExpenses,
  listPayments,
  listStatementFiles,
  recordExpense,
  recordPayment,
  reverseExpense,
  reversePayment,
  type ExpensesView,
  type PaymentsView,
  type StatementFileView,
  type StatementView,
} from '@gare/contracts/statements';
import { type Actor } from '@gare/domain/access/actor';
import { CurrentActor, Input, Route, sendFile, type InputOf } from '@gare/platform/http';
import { ExpensesService } from './expenses.service.js';
import { PaymentsService } from './payments.service.js';
import { StatementsService } from './statements.service.js';

@Controller()
export class AccountsController {
  constructor(
    private readonly expenses: ExpensesService,
    private readonly payments: PaymentsService,
    private readonly statements: StatementsService,
  ) {}

  @Route(listExpenses)
  listExpenses(@CurrentActor() actor: Actor, @Input(listExpenses) { params }: InputOf<typeof listExpenses>): Promise<ExpensesView> {
    return this.expenses.list(actor, params.dossierId);
  }

  @Route(recordExpense)
  async recordExpense(
    @CurrentActor() actor: Actor,
    @Input(recordExpense) { params, body }: InputOf<typeof recordExpense>,
  ): Promise<ExpensesView> {
    await this.expenses.record(actor, params.dossierId, body);
    return this.expenses.list(actor, params.dossierId);
  }

  @Route(reverseExpense)
  async reverseExpense(
    @CurrentActor() actor: Actor,
    @Input(reverseExpense) { params, body }: InputOf<typeof reverseExpense>,
  ): Promise<ExpensesView> {
    await this.expenses.reverse(actor, params.dossierId, { ...body, id: params.entryId });
    return this.expenses.list(actor, params.dossierId);
  }

  @Route(listPayments)
  listPayments(@CurrentActor() actor: Actor, @Input(listPayments) { params }: InputOf<typeof listPayments>): Promise<PaymentsView> {
    return this.payments.list(actor, params.enteId);
  }

  @Route(recordPayment)
  async recordPayment(
    @CurrentActor() actor: Actor,
    @Input(recordPayment) { params, body }: InputOf<typeof recordPayment>,
  ): Promise<PaymentsView> {
    await this.payments.record(actor, params.enteId, body);
    return this.payments.list(actor, params.enteId);
  }

  @Route(reversePayment)
  async reversePayment(
    @CurrentActor() actor: Actor,
    @Input(reversePayment) { params, body }: InputOf<typeof reversePayment>,
  ): Promise<PaymentsView> {
    await this.payments.reverse(actor, params.enteId, { ...body, id: params.entryId });
    return this.payments.list(actor, params.enteId);
  }

  @Route(getStatement)
  statement(@CurrentActor() actor: Actor, @Input(getStatement) { params }: InputOf<typeof getStatement>): Promise<StatementView> {
    return this.statements.show(actor, params);
  }

  @Route(getStatements)
  ofProvince(@CurrentActor() actor: Actor, @Input(getStatements) { params }: InputOf<typeof getStatements>): Promise<StatementView> {
    return this.statements.show(actor, { enteId: actor.suaId, year: params.year });
  }

  @Route(downloadStatementCsv)
  async csv(
    @CurrentActor() actor: Actor,
    @Input(downloadStatementCsv) { params, query }: InputOf<typeof downloadStatementCsv>,
  ): Promise<StreamableFile> {
    return sendFile(await this.statements.csv(actor, params, query.formato));
  }

  @Route(listStatementFiles)
  async files(
    @CurrentActor() actor: Actor,
    @Input(listStatementFiles) { params }: InputOf<typeof listStatementFiles>,
  ): Promise<{ items: StatementFileView[] }> {
    return { items: await this.statements.files(actor, params) };
  }

  @Route(formStatementFile)
  form(@CurrentActor() actor: Actor, @Input(formStatementFile) { params }: InputOf<typeof formStatementFile>): Promise<StatementFileView> {
    return this.statements.request(actor, params);
  }

  @Route(downloadStatementFile)
  async download(
    @CurrentActor() actor: Actor,
    @Input(downloadStatementFile) { params }: InputOf<typeof downloadStatementFile>,
  ): Promise<StreamableFile> {
    return sendFile(await this.statements.download(actor, params));
  }
}
