"""The instructions on the sheet's second page, in plain Swedish."""

HELP = (
    (
        "Fyll i de gula cellerna",
        "De grå och vita cellerna är låsta och visar vad du kan jämföra med.",
    ),
    (
        "Tal",
        "Skriv bara siffror: 12,5 eller 1 234. Skriv inte procenttecknet; enheten står i kolumnen ”Mäts i”.",
    ),
    (
        "Utfall och helårsprognos",
        "Utfallet är vad som har hänt hittills. Prognosen är vad du tror att hela året blir.",
    ),
    (
        "Täljare och nämnare",
        "För andelar skriver du antalen, till exempel 45 av 100. Värdet räknas ut åt dig.",
    ),
    (
        "Finns inget värde?",
        "Välj varför i kolumnen ”Varför tomt?”. För ”mäts ej” och ”sekretess/få svar” skriver du också skälet, "
        "för ”publiceras senare” dagen. En tom cell är aldrig noll.",
    ),
    ("Lämna tomt", "En rad som du inte rör ändrar ingenting, inte heller om du tömmer den."),
    (
        "Läs in filen",
        "Spara filen och välj ”Läs in fil” på sidan där du hämtade den. Du får se varje rad innan något sparas.",
    ),
    (
        "Om någon annan hinner före",
        "Då får du se båda värdena, vem som skrev och när, och väljer själv. Inget skrivs över utan att du vet.",
    ),
    (
        "Ändra inte bladet",
        "Lägg inte till eller ta bort kolumner. Raderna känns igen på dolda koder, inte på namn.",
    ),
    (
        "Lämna in",
        "Att läsa in filen lämnar inte in uppgifterna. Det gör du på sidan när allt är klart.",
    ),
)
