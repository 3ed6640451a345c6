import { type TFunction } from 'i18next';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { announce } from '../announcements';
import { client } from '../api/client';
import { queryClient } from '../api/queries';
import { dayAndTime } from '../format/dates';
import { parseItalianNumber } from '../format/numbers';
import { useRequest } from '../pages/use-request';
import { Button } from '../ui/button';
import { ChoiceField } from '../ui/choice-field';
import { DayField } from '../ui/day-field';
import { StatusText, TroubleNotice } from '../ui/feedback';
import { SelectField, TextArea, TextField } from '../ui/field';
import { Form } from '../ui/form';
import { CardItem, Disclosure, Muted, Paragraph, PlainList, Row, Stack, Subtitle } from '../ui/layout';
import { AttachFile } from './attach-file';
import { checklistsQuery, type Checklist, type ChecklistItem } from './queries';

interface Draft {
  readonly value: string;
  readonly note: string;
  readonly evidenceDocument: string;
  readonly evidenceText: string;
}

const draftOf = ({ given }: ChecklistItem): Draft => ({
  value: given?.value ?? '',
  note: given?.note ?? '',
  evidenceDocument: given?.evidenceDocument ?? '',
  evidenceText: given?.evidenceText ?? '',
});

const same = (left: Draft, right: Draft): boolean => (Object.keys(left) as (keyof Draft)[]).every((field) => left[field] === right[field]);

interface AnswerProps {
  readonly item: ChecklistItem;
  readonly id: string;
  readonly draft: Draft;
  readonly set: (part: Partial<Draft>) => void;
}

/** The control of an answer, by its kind. */
function AnswerField({ item, id, draft, set }: AnswerProps): ReactElement {
  const { t } = useTranslation();
  const label = t('liste.risposta');
  switch (item.answer) {
    case 'SI_NO_NA':
      return (
        <ChoiceField
          id={id}
          inline
          label={label}
          options={(['SI', 'NO', 'NA'] as const).map((value) => ({ value, label: t(`liste.valore.${value}`) }))}
          value={draft.value === '' ? [] : [draft.value]}
          onChange={([value = '']) => {
            set({ value });
          }}
          onClear={() => {
            set({ value: '' });
          }}
        />
      );
    case 'DATA':
      return (
        <DayField
          id={id}
          label={label}
          value={draft.value}
          onChange={(value) => {
            set({ value });
          }}
        />
      );
    case 'IMPORTO':
      return (
        <TextField
          id={id}
          numeric
          unit="€"
          inputMode="decimal"
          label={label}
          value={draft.value.replace('.', ',')}
          onChange={(event) => {
            set({ value: event.target.value });
          }}
        />
      );
    case 'TESTO':
      return (
        <TextArea
          id={id}
          label={label}
          value={draft.value}
          onChange={(event) => {
            set({ value: event.target.value });
          }}
        />
      );
  }
}

const wordsOf = (t: TFunction, { answer, given }: ChecklistItem): string => {
  if (given === null) return t('liste.senzaRisposta');
  return answer === 'SI_NO_NA' ? t(`liste.valore.${given.value as 'SI' | 'NO' | 'NA'}`) : given.value;
};

/** What was answered, for who only reads. */
function GivenAnswer({ item }: { item: ChecklistItem }): ReactElement {
  const { t } = useTranslation();
  const { given } = item;
  return (
    <Paragraph>
      {wordsOf(t, item)}
      {given?.note != null && ` – ${given.note}`}
      {given?.evidenceText != null && ` (${t('liste.estremi')}: ${given.evidenceText})`}
    </Paragraph>
  );
}

function ItemForm({
  dossierId,
  list,
  item,
  documents,
}: {
  dossierId: string;
  list: Checklist;
  item: ChecklistItem;
  documents: readonly { readonly code: string; readonly title: string }[];
}): ReactElement {
  const { t } = useTranslation();
  const [draft, setDraft] = useState<Draft>(draftOf(item));
  const request = useRequest();
  const set = (part: Partial<Draft>): void => {
    setDraft((before) => ({ ...before, ...part }));
  };
  const id = `punto-${list.code}-${item.id}`;
  const save = async (): Promise<void> => {
    const value = item.answer === 'IMPORTO' && draft.value !== '' ? (parseItalianNumber(draft.value) ?? draft.value) : draft.value;
    const answer = await request.send(() =>
      client.POST('/api/dossiers/{dossierId}/checklists/{checklist}/answers', {
        params: { path: { dossierId, checklist: list.code } },
        body: {
          itemId: item.id,
          value,
          note: draft.note === '' ? null : draft.note,
          evidenceDocument: draft.evidenceDocument === '' ? null : draft.evidenceDocument,
          evidenceText: draft.evidenceText === '' ? null : draft.evidenceText,
        },
      }),
    );
    if (!answer.ok) return;
    setDraft({ ...draft, value });
    announce(t('liste.salvato', { punto: item.id }));
    await queryClient.invalidateQueries({ queryKey: checklistsQuery(dossierId).queryKey });
  };
  return (
    <Form onSubmit={() => void save()}>
      <AnswerField item={item} id={id} draft={draft} set={set} />
      <TextArea
        id={`${id}-nota`}
        label={t('liste.nota')}
        hint={item.answer === 'SI_NO_NA' ? t('liste.notaAiuto') : undefined}
        value={draft.note}
        onChange={(event) => {
          set({ note: event.target.value });
        }}
      />
      <TextField
        id={`${id}-estremi`}
        label={t(item.evidence === 'required' ? 'liste.provaServe' : 'liste.prova')}
        hint={t('liste.provaAiuto')}
        value={draft.evidenceText}
        onChange={(event) => {
          set({ evidenceText: event.target.value });
        }}
      />
      <SelectField
        id={`${id}-documento`}
        label={t('liste.provaDocumento')}
        empty={t('liste.nessunDocumento')}
        options={documents.map(({ code, title }) => ({ value: code, label: title }))}
        value={draft.evidenceDocument}
        onChange={(event) => {
          set({ evidenceDocument: event.target.value });
        }}
      />
      {request.trouble && <TroubleNotice trouble={request.trouble} />}
      <Row>
        <Button type="submit" small busy={request.busy} aria-disabled={same(draft, draftOf(item))}>
          {t('liste.salva')}
        </Button>
        {!same(draft, draftOf(item)) && <Muted>{t('liste.daSalvare')}</Muted>}
      </Row>
    </Form>
  );
}

/** One point of a checklist: question, answer, evidence, what is missing. */
export function ChecklistItemCard({
  dossierId,
  list,
  item,
  documents,
}: {
  dossierId: string;
  list: Checklist;
  item: ChecklistItem;
  documents: readonly { readonly code: string; readonly title: string }[];
}): ReactElement {
  const { t } = useTranslation();
  const writable = list.whyNot.answer === null;
  return (
    <CardItem tone={item.gap === null ? 'plain' : 'warning'}>
      <Stack gap="sm">
        <Subtitle>
          {item.id}. {item.text} {item.cite !== null && <Muted>({item.cite})</Muted>}
        </Subtitle>
        <Row>
          {item.gap === null ? (
            <StatusText tone="success" icon="it-check-circle">
              {t('liste.completo')}
            </StatusText>
          ) : (
            <StatusText tone="warning" icon="it-warning-circle">
              {item.gap}
            </StatusText>
          )}
          {item.given !== null && <Muted>{t('liste.rispostaDi', { chi: item.given.by, quando: dayAndTime(item.given.at) })}</Muted>}
        </Row>
        <GivenAnswer item={item} />
        {item.files.length > 0 && (
          <PlainList label={t('liste.fileDi', { punto: item.id })}>
            {item.files.map((file) => (
              <li key={file.id}>
                <a href={`/api/dossiers/${dossierId}/attachments/${file.id}/file`} download>
                  {file.fileName}
                </a>
              </li>
            ))}
          </PlainList>
        )}
        {writable && (
          <Disclosure summary={t('liste.compilaPunto', { punto: item.id })}>
            <Stack gap="sm">
              {/* Somebody else's answer is shown anew, not mixed into what is being typed here. */}
              <ItemForm key={item.given?.at ?? ''} dossierId={dossierId} list={list} item={item} documents={documents} />
              <AttachFile
                dossierId={dossierId}
                place={`checklist/${list.code}/${item.id}`}
                type="PROVA"
                name={t('liste.provaDelPunto', { punto: item.id })}
              />
            </Stack>
          </Disclosure>
        )}
      </Stack>
    </CardItem>
  );
}
