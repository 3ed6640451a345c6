import '../sheet/zod-without-eval';
import { type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { type AuditAct } from '../api/client';
import { i18n } from '../i18n';
import { valueInWords } from '../sheet/field-text';
import { tenderForm } from '../sheet/field-tree';
import { type SheetForm, useFormIfAny } from '../sheet/form-field';
import { Code, Disclosure, Facts, Muted, Stack } from '../ui/layout';
import { Table } from '../ui/table';

interface Change {
  readonly path: string;
  readonly before: unknown;
  readonly after: unknown;
}

type Details = Readonly<Record<string, unknown>>;

const isRecord = (value: unknown): value is Details => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Original and changed values, whichever of its two forms the act has: a list of fields, or two objects. */
function changesIn(details: Details): readonly Change[] {
  const { changes, before, after } = details;
  if (Array.isArray(changes)) {
    return changes.filter(isRecord).map((change) => ({
      path: typeof change['path'] === 'string' ? change['path'] : '',
      before: change['before'],
      after: change['after'],
    }));
  }
  if (!isRecord(after)) return [];
  const old = isRecord(before) ? before : {};
  return [...new Set([...Object.keys(old), ...Object.keys(after)])].map((path) => ({ path, before: old[path], after: after[path] }));
}

function inWords(form: SheetForm, path: string, value: unknown): string {
  if (value === undefined || value === null) return i18n.t('modulo.vuoto');
  const known = form.fieldAt(path);
  if (known !== null) return valueInWords(known, value);
  return typeof value === 'string' ? value : JSON.stringify(value);
}

const nameOf = (form: SheetForm, path: string): string =>
  form.fieldAt(path) === null ? i18n.t(`registro.dato.${path}`, path) : form.trail(path);

function Changes({ changes }: { changes: readonly Change[] }): ReactElement {
  const { t } = useTranslation();
  const form = useFormIfAny() ?? tenderForm;
  return (
    <Table
      caption={t('registro.valori')}
      rows={changes}
      rowKey={(change) => change.path}
      columns={[
        { key: 'campo', title: t('registro.campo'), main: true, cell: ({ path }) => nameOf(form, path) },
        { key: 'prima', title: t('registro.prima'), cell: ({ path, before }) => inWords(form, path, before) },
        { key: 'dopo', title: t('registro.dopo'), cell: ({ path, after }) => inWords(form, path, after) },
      ]}
    />
  );
}

const told = ['changes', 'before', 'after'];

/** Everything that was recorded of an act: values before and after, other facts, the codes it is found by. */
export function AuditDetails({ act }: { act: AuditAct }): ReactElement {
  const { t } = useTranslation();
  const form = useFormIfAny() ?? tenderForm;
  const details: Details = isRecord(act.details) ? act.details : {};
  const changes = changesIn(details);
  const facts = Object.entries(details).filter(([key, value]) => !(told.includes(key) && changes.length > 0) && value !== null);
  return (
    <Disclosure
      summary={
        <>
          {changes.length > 0 ? t('registro.apriValori', { count: changes.length }) : t('registro.apriDettagli')}
          <span className="visually-hidden">, {t('registro.atto', { n: act.sequence })}</span>
        </>
      }
    >
      <Stack gap="sm">
        {changes.length > 0 && <Changes changes={changes} />}
        <Facts
          items={[
            ...facts.map(([key, value]) => [nameOf(form, key), inWords(form, key, value)] as const),
            [t('registro.azione'), <Code key="azione">{act.action}</Code>],
            [t('registro.impronta'), <Code key="impronta">{act.hash}</Code>],
            ...(act.requestId === null ? [] : [[t('registro.richiesta'), <Code key="richiesta">{act.requestId}</Code>] as const]),
          ]}
        />
        {facts.length === 0 && changes.length === 0 && <Muted>{t('registro.senzaDettagli')}</Muted>}
      </Stack>
    </Disclosure>
  );
}
