//! The words of the sample restaurant. Invented people, an invented place, telephone numbers set aside for fiction.

use comeback_domain::{Category, Role};

pub(super) const STAFF: &[&str] = &[
    "Owen Brandt",
    "Owen Brandt",
    "Nadia Haddad",
    "Priya Nair",
    "Marcus Bell",
    "Ines Duarte",
    "Ruth Ellery",
];

/// The small team of the sample, each with a role. Nobody has a PIN, and nobody signs in.
pub(super) const TEAM: &[(&str, Role)] = &[
    ("Owen Brandt", Role::Owner),
    ("Nadia Haddad", Role::Manager),
    ("Priya Nair", Role::Manager),
    ("Marcus Bell", Role::Host),
    ("Ines Duarte", Role::Host),
    ("Ruth Ellery", Role::Bookkeeper),
];

/// Who types in what the till took, after the last guest.
pub(super) const CLOSES_THE_TILL: &str = "Nadia Haddad";

pub(super) const HOSTS: &[&str] = &["Marcus Bell", "Marcus Bell", "Ines Duarte", "Owen Brandt"];

pub(super) const GESTURES: &[&str] = &[
    "A box of sablés to take home",
    "Dessert for the table",
    "Cookies brought to the car",
    "A glass of cider each",
    "Flowers for the table",
    "The dressing driven over, with cookies",
];

pub(super) const BENEFITS: &[(&str, i64)] = &[
    ("Breakfast for two", 31),
    ("Dinner for two", 78),
    ("Dessert for six", 54),
    ("Sunday brunch for one", 24),
    ("A starter to share", 16),
    ("Lunch for two", 42),
    ("A bottle of house wine", 34),
];

pub(super) const FIRST_NAMES: &[&str] = &[
    "Helen", "Tomás", "Ji-woo", "Mara", "Ana", "Greta", "Paul", "Zoë", "Samuel", "Ngozi", "Ingrid", "Łukasz",
    "Farah", "Dmitri", "Aoife", "Chidi", "Beatriz", "Noah", "Keiko", "Ruben", "Siobhán", "Anders", "Camille",
    "Leila", "Otis", "Esther", "Matteo", "Wanjiru", "Joan", "Vikram",
];

pub(super) const LAST_NAMES: &[&str] = &[
    "Okafor",
    "Rivas",
    "Park",
    "Quist",
    "Lindqvist",
    "Hendry",
    "Ellison",
    "Núñez",
    "Kowalski",
    "Adeyemi",
    "Bauer",
    "O’Connell",
    "Marchetti",
    "Haddad",
    "Tanaka",
    "Petrov",
    "Sørensen",
    "Whitfield",
    "Iyer",
    "Castellanos",
    "Dubois",
    "Mwangi",
    "Novák",
    "Castle",
    "Farrell",
    "Silva",
    "Grant",
    "Yilmaz",
    "Becker",
    "Thorne",
];

pub(super) fn happened(category: Category) -> &'static [&'static str] {
    match category {
        Category::FoodQuality => &[
            "Duck came to the table cold, twenty minutes after the other three plates",
            "Salmon dry at the edges; guest finished half",
            "Soup had a hair in it",
            "Steak asked for medium, came well done twice",
            "Risotto was chalky in the middle",
            "Fries arrived cold and were not replaced",
            "Fish smelled of the day before",
            "Salad was dressed an hour too early",
        ],
        Category::WrongItem => &[
            "Oat milk asked for twice, cream came twice",
            "Honey forgotten, and forgotten again",
            "Got the mushroom tart instead of the leek tart",
            "Side of greens never came",
            "Nuts on the salad although asked without",
            "Child’s plate came without the sauce on the side",
        ],
        Category::LongWait => &[
            "Fifty minutes for mains, and nobody came by",
            "Coffee refill asked for three times",
            "Waited twenty minutes for the bill",
            "Pancakes took thirty-five minutes on a quiet morning",
            "Drinks came after the starters were eaten",
            "Seated, then not greeted for a quarter of an hour",
        ],
        Category::Service => &[
            "Server argued about who had ordered the lamb",
            "Plates cleared while one guest was still eating",
            "Was told the kitchen was closing, half an hour early",
            "Birthday was noted on the booking and not mentioned",
            "Spoken to curtly about splitting the bill",
        ],
        Category::Cleanliness => &[
            "High chair was sticky",
            "Lipstick on a wine glass",
            "Restroom had no soap at eight in the evening",
            "Crumbs left on the banquette",
        ],
        Category::Billing => &[
            "Charged for a bottle they sent back",
            "Bill had another table’s starters on it",
            "Card was run twice",
            "Lunch price was not honoured at a quarter to two",
        ],
        Category::Reservation => &[
            "Booking for six was read as four; waited in the rain",
            "Reservation was not in the book",
            "Window table promised and given away",
            "Booked for seven, seated at ten to eight",
        ],
        Category::Takeout => &[
            "Dressing left out of the takeout salad",
            "Order packed without the children’s meals",
            "Soup leaked through the bag",
            "Ready forty minutes after the time given",
            "Wrong bag handed over at the door",
        ],
        Category::Other => &[
            "Music so loud the table moved twice",
            "Coat fell from the hook into a puddle",
            "Heating out on the patio side",
        ],
    }
}

pub(super) const CONCERNS: &[&str] = &[
    "Thirty-five minutes on the ticket of four, and the pass is full",
    "A leek tart on the pass that nobody ordered",
    "Party of eight seated with one server on that side",
    "Last two portions of duck, and three tables asked",
    "The bread has run out and the next is twenty minutes away",
];

pub(super) const CAME_ROUND: &[&str] = &[
    "Glad someone rang. Asked us not to make a fuss.",
    "Had told friends about it, and will tell them about the call too.",
    "Was surprised to hear from us, and means to use the check.",
    "Said the rest of the evening was lovely.",
];

pub(super) const NOT_YET: &[&str] = &[
    "Thanked us and said they will think about it.",
    "Still cross about the wait. Would rather have a letter from the owner.",
    "Has eaten elsewhere since.",
];

pub(super) const NO_ANSWER: &[&str] = &["Left a message.", "Rang twice, no answer."];

pub(super) const ON_RETURN: &[&str] = &[
    "Worth the second try.",
    "Everything came hot and together.",
    "They remembered us.",
    "",
    "",
];

/// What usually lies behind a category: the cause, why, and what is done about it.
pub(super) fn cause(category: Category) -> (&'static str, &'static str, &'static str) {
    match category {
        Category::FoodQuality => (
            "Plates wait at the pass",
            "Nobody runs food between eight and nine",
            "A runner from eight to nine",
        ),
        Category::WrongItem => (
            "Orders not read back",
            "The ticket leaves before the table has heard it",
            "Read every order back before it is sent",
        ),
        Category::LongWait => (
            "Two large tables seated at once",
            "The book lets them in at the same quarter of an hour",
            "Fifteen minutes between tables of six or more",
        ),
        Category::Service => (
            "One server for two sides",
            "The second one is on the bar from seven",
            "A second server until nine on Fridays",
        ),
        Category::Cleanliness => (
            "No check before opening",
            "The list hangs in the office",
            "The opening list on the door of the pass",
        ),
        Category::Billing => (
            "Tables moved without moving the bill",
            "Only two of us know how",
            "Ten minutes at line-up to show everybody",
        ),
        Category::Reservation => (
            "Telephone bookings written down later",
            "The book is not at the telephone",
            "The book beside the telephone",
        ),
        Category::Takeout => (
            "Bags closed without the ticket",
            "The ticket stays with the kitchen",
            "A second print of the ticket for the bag",
        ),
        Category::Other => (
            "Nobody owns the room",
            "Everybody looks at their own tables",
            "One of us walks the room every half hour",
        ),
    }
}
