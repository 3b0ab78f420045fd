/** The books, each read when first needed and then kept: a page whose body is never looked up waits for none. */
import { type DivisionBook, readDivisionBook } from './division.js';
import { readTownshipBook, type TownshipBook } from './township-book.js';

let divisions: Promise<DivisionBook> | undefined;
let townships: Promise<TownshipBook> | undefined;

export function loadDivisions(): Promise<DivisionBook> {
  divisions ??= import('./data/divisions.js').then((data) => readDivisionBook(data.divisions));
  return divisions;
}

export function loadTownships(): Promise<TownshipBook> {
  townships ??= import('./data/townships.js').then((data) => readTownshipBook(data.townships));
  return townships;
}
