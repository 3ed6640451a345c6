import { type JsonObject } from '@gare/domain/scheda/path';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { announce } from '../announcements';
import { i18n } from '../i18n';
import { controlId } from '../sheet/focus-field';
import { useSheet, useSheetTools, useValue } from '../sheet/sheet-context';
import { itemsOf } from '../sheet/sheet-session';
import { Button } from '../ui/button';
import { FieldGrid, FieldGroup, ListFrame, UndoLine } from '../ui/field-group';
import { SheetField } from './sheet-field';
import { type ConvenzioneList } from './sheet-fields';
import { useConvenzioneTools } from './sheet-tools';

type Item = JsonObject & { readonly id: string };

function nameOf(item: Item, position: number): string {
  const naming = ['denominazione', 'nome', 'fase', 'tipo'].map((key) => item[key]).find((value) => typeof value === 'string');
  const word = typeof naming === 'string' ? i18n.t(`convenzione.scelta.${naming}`, naming) : i18n.t('modulo.voceSenzaNome');
  return `${position + 1}. ${word}`;
}

/** A list of the content: each item with its fields; items of open lists are added, taken away, and brought back. */
export function SheetList({ list, title }: { list: ConvenzioneList; title: string }): ReactElement {
  const { t } = useTranslation();
  const { session } = useSheetTools();
  const writable = useSheet((state) => state.writable);
  const { closed } = useConvenzioneTools();
  const items = itemsOf(useValue(list.path));
  const [removed, setRemoved] = useState<Item | null>(null);
  const mayChange = list.open && writable && closed(`${list.path}/NUOVO/x`) === null;
  const remove = (item: Item): void => {
    session.edit(`${list.path}/${item.id}`, null);
    session.saveNow();
    setRemoved(item);
    announce(t('modulo.voceTolta'));
  };
  return (
    <ListFrame look="bare" legend={title} id={controlId(list.path)}>
      {items.map((item, position) => {
        const path = `${list.path}/${item.id}`;
        const name = nameOf(item, position);
        return (
          <FieldGroup
            key={item.id}
            level="item"
            id={controlId(path)}
            legend={name}
            action={
              mayChange ? (
                <Button
                  small
                  look="danger"
                  icon="it-delete"
                  aria-label={t('modulo.togliVoce', { nome: name })}
                  onClick={() => {
                    remove(item);
                  }}
                >
                  {t('azioni.togli')}
                </Button>
              ) : undefined
            }
          >
            <FieldGrid>
              {list.fields
                .filter((field) => field.path !== 'oggettoConcessione' || item['tipo'] === 'concession')
                .map((field) => (
                  <SheetField key={field.path} field={field} path={`${path}/${field.path}`} />
                ))}
            </FieldGrid>
          </FieldGroup>
        );
      })}
      {removed && (
        <UndoLine
          text={t('modulo.voceToltaNome', { nome: nameOf(removed, items.length) })}
          action={t('azioni.annulla')}
          onUndo={() => {
            session.edit(`${list.path}/${removed.id}`, removed);
            session.saveNow();
            setRemoved(null);
          }}
        />
      )}
      {mayChange && (
        <Button
          small
          icon="it-plus"
          aria-label={t('modulo.aggiungiA', { elenco: title })}
          onClick={() => {
            const id = `V-${crypto.randomUUID().slice(0, 8)}`;
            session.edit(`${list.path}/${id}`, { ...list.first, id });
          }}
        >
          {t('azioni.aggiungi')}
        </Button>
      )}
    </ListFrame>
  );
}
