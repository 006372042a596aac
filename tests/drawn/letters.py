"""The drawn letters. Councils, people, firms and places are invented; any likeness is chance."""

from __future__ import annotations

from tests.drawn.model import Author, DrawnLetter, Part, Signed, Style


def h(text: str, level: int = 1) -> Part:
    return Part("heading", text, level)


def p(text: str) -> Part:
    return Part("paragraph", text)


def li(text: str, level: int = 1) -> Part:
    return Part("item", text, level)


TWIN_TOWN = DrawnLetter(
    name="veldermonde-stedenband",
    sender="Gemeente Veldermonde",
    municipality="Veldermonde",
    code="",
    date_printed="14 maart 2023",
    date="2023-03-14",
    subject="Tien jaar stedenband Veldermonde - Port Larkin",
    addressee="de leden van de gemeenteraad",
    style=Style(vertical_title="Raadsinformatiebrief", bottom=405),
    english=frozenset(
        {"Testimonial 2 - Larkin Harbour Laboratories", "A word of thanks from the mayor of Port Larkin"}
    ),
    speaker="Wethouder Van Quispelaar",
    quotation="Our two harbours have learned to speak one language, and in the years ahead we will keep on talking.",
    body=(
        p(
            "Sinds 2013 onderhoudt Veldermonde een stedenband met de havenstad Port Larkin. Na tien jaar is het goed om "
            "terug te kijken op wat de band heeft opgeleverd en vooruit te zien naar de jaren die komen."
        ),
        p(
            "In deze brief leest u hoe de band ontstond, wat onze partners ervan vinden en welke activiteiten er zijn "
            "geweest. De kosten bleven met € 48.500 binnen de begroting.¹"
        ),
        Part("picture"),
        Signed((Author("A.B. Zwaluwstaart-de Geest", "Burgemeester"),), closing="Hoogachtend,"),
        Part("footnote", "¹ Zie de jaarrekening 2022, programma 4."),
        Part("break"),
        h("Aanleiding voor de samenwerking"),
        p(
            "Op 3 mei 2012 kwam een delegatie uit Port Larkin naar Veldermonde. De gesprekken gingen over scheepsbouw, "
            "onderwijs en cultuur. In het najaar van 2013 is de band bekrachtigd met de ondertekening van een "
            "overeenkomst door beide burgemeesters."
        ),
        p(
            "De samenwerking rust op drie pijlers: economie, onderwijs en cultuur. Voor elk daarvan is een werkgroep "
            "ingesteld, waarin ondernemers, scholen en verenigingen uit beide steden zitting hebben."
        ),
        h("Testimonials"),
        p("Hierna laten wij onze partners aan het woord. U treft achtereenvolgens bijdragen aan van:"),
        Part("numbered", "1. Scheepswerf De Gouden Krab"),
        Part("numbered", "2. Larkin Harbour Laboratories"),
        Part("numbered", "3. Hogeschool Delta & Instituut Horizon"),
        p("Daarna volgt een overzicht van de activiteiten in de periode 2021-2022."),
        h("Testimonial 1 - Scheepswerf De Gouden Krab"),
        p(
            "Wij bouwen al veertig jaar schepen, maar nog nooit voeren er zo veel naar de overkant als nu. De contacten die "
            "de gemeente voor ons heeft gelegd zijn van grote waarde gebleken."
        ),
        p(
            "Zonder de introductie door de burgemeester hadden wij de haven van Port Larkin nooit van binnen gezien. "
            "Inmiddels werken daar zes van onze mensen, en in het voorjaar van 2024 openen wij er een eigen kantoor. "
            "Wij zien ernaar uit om ook de leerlingen van het technisch college daar een plek te geven, zodat zij het vak "
            "in de praktijk kunnen leren en met een diploma naar huis gaan. Voor een werf als de onze is dat geen luxe maar "
            "noodzaak, want goede lassers zijn schaars aan beide zijden van het water en de orderboeken zijn voor de "
            "komende jaren gevuld."
        ),
        Signed(
            (
                Author(
                    "Joris Pekelharing",
                    "Directeur",
                    "Scheepswerf De Gouden Krab",
                    printed=("Joris Pekelharing", "Directeur Scheepswerf De Gouden Krab"),
                ),
            ),
            testimonial="Scheepswerf De Gouden Krab",
        ),
        h("Testimonial 2 - Larkin Harbour Laboratories"),
        p(
            "The partnership between our two cities has opened doors that would have stayed closed for years. Thanks to "
            "the introductions made by the municipality we found a yard that was willing to test our coatings at sea."
        ),
        p(
            "We signed a memorandum of understanding in September 2021, and since then three of our researchers have moved "
            "to Veldermonde. The joint fund now amounts to 2.5 million Euros, and we expect the first results to reach "
            "the market by the end of 2024. We could not have done this without the warm welcome that we were given."
        ),
        Signed(
            (
                Author(
                    "Marigold Thistlewood",
                    "CEO",
                    "Larkin Harbour Laboratories",
                    printed=("Dr. Marigold Thistlewood", "CEO of Larkin Harbour Laboratories"),
                ),
            ),
            testimonial="Larkin Harbour Laboratories",
        ),
        h("Testimonial 3 - Hogeschool Delta & Instituut Horizon"),
        p(
            "Sinds de start van de stedenband hebben meer dan honderd studenten een half jaar in de andere stad gestudeerd. "
            "Zij komen terug met een diploma, met vrienden en met een andere kijk op hun eigen stad."
        ),
        li("Gezamenlijke minor havenlogistiek voor studenten uit beide steden;"),
        li("Uitwisseling van docenten en onderzoekers;"),
        li("Stages bij bedrijven in de haven van Port Larkin."),
        Signed(
            (
                Author(
                    "Pleun Waterval",
                    "Directeur",
                    "Hogeschool Delta",
                    printed=("Pleun Waterval", "Directeur Hogeschool Delta"),
                ),
                Author(
                    "Odo Brandaris",
                    "Director",
                    "Instituut Horizon",
                    printed=("Odo Brandaris", "Director Instituut Horizon"),
                ),
            ),
            testimonial="Hogeschool Delta & Instituut Horizon",
        ),
        h("2021"),
        li("Bezoek van een handelsdelegatie uit Port Larkin onder leiding van de havenmeester;"),
        li("Maritieme week in het Oude Pakhuis, met lezingen, films en een tentoonstelling;"),
        li("Deelname van twee jeugdorkesten aan het zomerfestival in Port Larkin."),
        h("2022"),
        li(
            "Wethouder Van Quispelaar ontvangt de havenmeester van Port Larkin en spreekt uit: “Our two harbours have "
            "learned to speak one language, and in the years ahead we will keep on talking.”"
        ),
        li("Opening van het gezamenlijke kenniscentrum voor schone scheepvaart."),
        h("Doorkijk naar de samenwerking in de jaren 2023 – 2027 en de plaats daarvan in het economische programma"),
        p(
            "De band is met tien jaar nog jong. De komende jaren willen wij de samenwerking verbreden naar zorg en "
            "duurzame energie. Voor de uitvoering is uiterlijk 1 juli 2023 een programma gereed."
        ),
        h("A word of thanks from the mayor of Port Larkin"),
        p("Dear citizens of Veldermonde,"),
        p(
            "This year marks the tenth anniversary of the ties between our cities. We have come to know you as honest "
            "traders, patient teachers and generous hosts. For the next five years, let us build on what we have begun, "
            "and let our children find it easier than we did to cross the water between us."
        ),
        Signed(
            (Author("Ambrose Fennimore", "Mayor of Port Larkin"),),
            testimonial="A word of thanks from the mayor of Port Larkin",
        ),
    ),
)

MOTION = DrawnLetter(
    name="meerdonk-motie",
    sender="Gemeente Meerdonk",
    municipality="Meerdonk",
    code="",
    date_printed="21 november 2024",
    date="2024-11-21",
    subject="Afdoening motie Een droge fiets voor iedereen",
    addressee="Aan de gemeenteraad",
    reference="SB/2024-11873",
    fields=(("Contactpersoon", "Teun Kwikstaart"), ("Telefoonnummer", "000-0000000")),
    style=Style(
        font="Times-Roman",
        size=11,
        letterhead="right",
        left=70,
        right=170,
        running="footer",
        heading="underlined",
        bullet="-",
    ),
    body=(
        p("Geachte leden van de gemeenteraad,"),
        p(
            "Uw raad heeft op 5 september 2024 de motie ‘Een droge fiets voor iedereen’ aangenomen. Met deze brief "
            "informeren wij u over de uitvoering daarvan."
        ),
        h("De motie luidt als volgt:"),
        p("Constaterende dat:"),
        li("de fietsenstalling bij het station sinds 2019 geen dak meer heeft;"),
        li("reizigers daar dagelijks hinder van ondervinden;"),
        p("Verzoekt het college:"),
        li("vóór de zomer van 2025 een voorstel voor een nieuw dak aan de raad voor te leggen."),
        h("Uitvoering"),
        p(
            "Wij hebben drie aannemers om een offerte gevraagd. De goedkoopste offerte bedraagt € 212.000,-. Dat bedrag "
            "past binnen het krediet dat u in het eerste kwartaal van 2024 beschikbaar hebt gesteld. De sociaal-economische "
            "gevolgen zijn beperkt, omdat de stalling tijdens het werk open blijft."
        ),
        p(
            "De werkzaamheden beginnen medio april 2025 en duren naar verwachting zes weken. Omwonenden ontvangen hierover "
            "uiterlijk 1 maart 2025 een brief."
        ),
        h("Tot slot"),
        p("Wij beschouwen de motie hiermee als afgedaan."),
        Signed(
            (
                Author("B.C. Morgenrood", "de secretaris", printed=("de secretaris,", "", "B.C. Morgenrood")),
                Author("D.E. Avondster", "de burgemeester", printed=("de burgemeester,", "", "D.E. Avondster")),
            ),
            closing="Het college van burgemeester en wethouders,",
        ),
    ),
)

ANSWERS = DrawnLetter(
    name="hogerzand-beantwoording",
    sender="Gemeente Hogerzand",
    municipality="Hogerzand",
    code="",
    date_printed="12-03-2019",
    date="2019-03-12",
    subject="Beantwoording raadsvragen over het zwembad",
    addressee="De leden van de raad",
    reference="Z-19-0042",
    fields=(("Portefeuillehouder", "wethouder Lisdodde"),),
    style=Style(
        font="Times-Roman", letterhead="beside", left=75, running="header", heading="numbered", labels_bold=True
    ),
    body=(
        p(
            "Op 18 februari 2019 stelde de fractie van Hogerzand Vooruit vragen over het zwembad. Hieronder vindt u onze antwoorden."
        ),
        h("1. Inleiding"),
        p(
            "Het zwembad is in 1974 gebouwd en in de zomer van 2016 gerenoveerd. Sindsdien is het bezoek gestegen van 40.000 "
            "naar 61.000 zwemmers per jaar."
        ),
        h("2. Kosten"),
        p("De kosten over drie jaren staan hieronder."),
        Part(
            "table",
            rows=(("Jaar", "Onderhoud", "Energie"), ("2016", "€ 31.000", "€ 88.000"), ("2017", "€ 29.500", "€ 91.250")),
        ),
        p("De energiekosten dalen naar verwachting vanaf 2020, wanneer de zonnepanelen zijn geplaatst."),
        h("3. Vervolg"),
        p("In het vierde kwartaal van 2019 ontvangt u een voorstel voor de jaren 2020 tot en met 2023."),
        Signed((Author("F.G. Lisdodde", "Wethouder sport"),), closing="Met vriendelijke groet,"),
    ),
)

REACTIONS = DrawnLetter(
    name="duinkapelle-reacties",
    sender="Gemeente Duinkapelle",
    municipality="Duinkapelle",
    code="",
    date_printed="6 juni 2022",
    date="2022-06-06",
    subject="Evaluatie van het kunstenfestival",
    addressee="De gemeenteraad van Duinkapelle",
    reference="2022-0771",
    style=Style(
        letterhead="above",
        left=70,
        running="header",
        heading="large",
        footer="Postbus 0, 0000 ZZ Duinkapelle | www.duinkapelle.example",
    ),
    body=(
        p(
            "Het kunstenfestival vond dit jaar plaats van 12 tot en met 15 mei 2022. Wij vroegen twee deelnemers naar hun ervaringen."
        ),
        h("Reactie van Galerie Het Derde Oog"),
        p(
            "Nog nooit kwamen er zo veel mensen over onze drempel. Ook na het festival bleven zij komen, en velen kochten een werk."
        ),
        Signed(
            (Author("Sterre Vuurdoorn", "Galeriehouder", "Galerie Het Derde Oog"),), testimonial="Galerie Het Derde Oog"
        ),
        h("Stichting Straatorgel aan het woord"),
        p(
            "De straten klonken zoals wij ons dat hadden voorgesteld. Wel vragen wij de gemeente om volgend jaar meer plek te maken."
        ),
        Signed(
            (Author("Gijs Notenkraker", "Voorzitter", "Stichting Straatorgel"),), testimonial="Stichting Straatorgel"
        ),
        h("Conclusie"),
        p("Wij zetten het festival in 2023 voort en reserveren daarvoor € 75.000 in de begroting."),
        Signed((Author("H.I. Parelduiker", "Wethouder cultuur"),), closing="Hoogachtend,"),
    ),
)

ENGLISH = DrawnLetter(
    name="larkmoor-water",
    sender="Municipality of Larkmoor",
    municipality="Larkmoor",
    code="",
    date_printed="3 October 2021",
    date="2021-10-03",
    subject="Cooperation on water management",
    addressee="To the members of the council",
    reference="WM-2021-77",
    language="en",
    english=frozenset({"Background", "Experiences of our partners", "Next steps"}),
    style=Style(font="Helvetica", letterhead="block", left=80, bottom=330, running="footer", heading="bold", size=11),
    body=(
        p("Dear members of the council,"),
        p(
            "In the spring of 2018 we began to work with the water board on cleaner ditches. This letter tells you what came of it."
        ),
        h("Background"),
        p(
            "Between 2018 and 2020 the number of ponds with clean water rose from twelve to thirty. The work cost EUR 1.2 million."
        ),
        h("Experiences of our partners"),
        p(
            "We were surprised by how quickly the frogs came back, and so were the neighbours, who now count them every evening in May."
        ),
        Signed(
            (
                Author(
                    "Hyacinth Underhill",
                    "Chair",
                    "Friends of the Ditch",
                    printed=("Hyacinth Underhill", "Chair of Friends of the Ditch"),
                ),
            ),
            testimonial="Experiences of our partners",
        ),
        h("Next steps"),
        p("By the end of 2022 we will present a plan for the next ten years."),
        Signed((Author("J.K. Ferryman", "Mayor"),), closing="Yours sincerely,"),
    ),
)

COLUMNS = DrawnLetter(
    name="brakelveen-kolommen",
    sender="Gemeente Brakelveen",
    municipality="Brakelveen",
    code="",
    date_printed="30 januari 2020",
    date="2020-01-30",
    subject="Stand van zaken woningbouw",
    addressee="De raad van de gemeente Brakelveen",
    reference="RO/20/0113",
    style=Style(
        letterhead="above", left=60, right=60, columns=2, bottom=410, running="header", heading="coloured", size=9.5
    ),
    body=(
        p(
            "Met deze brief informeren wij u over de stand van zaken van de woningbouw. De brief volgt op die van september 2019."
        ),
        h("Plannen in uitvoering"),
        p(
            "Aan de Lange Brink worden 48 woningen gebouwd. De eerste bewoners krijgen hun sleutel in de tweede helft van 2020."
        ),
        p(
            "Op het terrein van de vroegere melkfabriek komen 120 appartementen. De sloop is in december 2019 afgerond, en de bodem is schoon verklaard."
        ),
        h("Plannen in voorbereiding"),
        p(
            "Voor de wijk Hoge Akkers is een stedenbouwkundig plan gemaakt. In het schooljaar 2020-2021 verhuist de basisschool naar een nieuw gebouw, waarna op de oude plek dertig huurwoningen kunnen komen."
        ),
        p(
            "Wij praten met de corporatie over de verdeling van de kosten. De gesprekken verlopen goed en worden naar verwachting dit voorjaar afgerond."
        ),
        h("Financiën"),
        p(
            "De grondexploitatie sluit met een positief saldo van € 1,3 miljoen. Daarmee is het risico voor de gemeente kleiner dan vorig jaar werd gedacht, en kan een deel van de reserve vrijvallen."
        ),
        Signed((Author("K.L. Zilverspar", "wethouder wonen"),), closing="Hoogachtend,"),
    ),
)

QUOTES = DrawnLetter(
    name="rietmonde-jeugd",
    sender="Gemeente Rietmonde",
    municipality="Rietmonde",
    code="",
    date_printed="8 september 2020",
    date="2020-09-08",
    subject="Jeugdhulp in de wijk",
    addressee="De gemeenteraad",
    reference="JZ-2020-15",
    style=Style(letterhead="beside", left=80, running="footer", heading="capitals", quote_box=True, bullet="–"),
    body=(
        p("Sinds 1 januari 2019 werken de jeugdteams in de wijken zelf. In deze brief leest u hoe dat gaat."),
        h("ERVARINGEN VAN PARTNERS"),
        Part(
            "quote",
            "Ouders weten ons nu te vinden voordat het misgaat. Dat scheelt hun veel zorgen en de gemeente veel geld.",
        ),
        Signed(
            (Author("Fenna Goudplevier", "Teamleider", "Jeugdteam De Wering"),), testimonial="ERVARINGEN VAN PARTNERS"
        ),
        h("CIJFERS"),
        p("Het aantal verwijzingen daalde van 412 in 2018 naar 298 in 2019. De wachttijd is nu drie weken."),
        h("VERVOLG"),
        p("Wij evalueren de aanpak in het najaar van 2021 opnieuw."),
        Signed((Author("M.N. Korenblauw", "Wethouder jeugd"),), closing="Met vriendelijke groet,"),
    ),
)

CONTENTS = DrawnLetter(
    name="kromwijk-visie",
    sender="Gemeente Kromwijk",
    municipality="Kromwijk",
    code="",
    date_printed="17 april 2018",
    date="2018-04-17",
    subject="Voortgang van de groenvisie",
    addressee="Aan de leden van de gemeenteraad",
    reference="GV/18/9",
    style=Style(font="Times-Roman", letterhead="block", left=85, running="header", heading="bold", size=11, bullet="-"),
    body=(
        p("Inhoud"),
        Part("contents", "1 Bomen ........................................ 1"),
        Part("contents", "2 Plantsoenen .................................... 2"),
        Part("contents", "Voorwoord van Stichting Groene Vingers ............ 2"),
        h("1 Bomen"),
        p("In de winter van 2017 zijn 1.200 bomen geplant. De keuze viel op de linde, de els en de veldesdoorn."),
        Part("numbered", "1. De linde staat langs de singels."),
        Part("numbered", "2. De els staat aan het water."),
        Part("break"),
        h("2 Plantsoenen"),
        p(
            "De plantsoenen in de binnen- en buitenwijken zijn opnieuw ingezaaid met bloemenmengsels die weinig onderhoud vragen."
        ),
        h("Voorwoord van Stichting Groene Vingers"),
        p(
            "Met plezier hebben wij de gemeente geholpen bij het kiezen van de planten. Wij hopen dat u er net zo van geniet als wij."
        ),
        Signed(
            (Author("Linde Klaproos", "Voorzitter", "Stichting Groene Vingers"),),
            testimonial="Stichting Groene Vingers",
        ),
        h("Slot"),
        p("Wij houden u op de hoogte."),
        Signed(
            (Author("O.P. Wilgenroos", "Burgemeester"), Author("R.S. Beukelaar", "Secretaris")),
            closing="Burgemeester en wethouders van Kromwijk,",
        ),
    ),
)

LETTERS = (TWIN_TOWN, MOTION, ANSWERS, REACTIONS, ENGLISH, COLUMNS, QUOTES, CONTENTS)
SAMPLES = (TWIN_TOWN, MOTION, ENGLISH)
