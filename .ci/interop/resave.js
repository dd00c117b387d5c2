// Opens a workbook with ExcelJS or SheetJS and saves it again: node resave.js exceljs|sheetjs|sheetjs-inline IN OUT
const [, , program, from, to] = process.argv;

async function exceljs() {
  const ExcelJS = require('exceljs');
  const book = new ExcelJS.Workbook();
  await book.xlsx.readFile(from);
  if (!book.title || !book.creator) throw new Error('title and creator were not read');
  await book.xlsx.writeFile(to);
}

function sheetjs(options) {
  const XLSX = require('xlsx');
  const book = XLSX.readFile(from, { cellStyles: true, cellNF: true });
  if (!book.Props || !book.Props.Title) throw new Error('the title was not read');
  XLSX.writeFile(book, to, options);
}

const programs = {
  'exceljs': exceljs,
  'sheetjs': () => sheetjs({ bookSST: true }),
  'sheetjs-inline': () => sheetjs({ bookSST: false }),
};

Promise.resolve().then(() => programs[program]()).catch((err) => {
  console.error(String(err));
  process.exit(1);
});
