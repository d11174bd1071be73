//! The border of a transaction: what every write knows, and how a repeated request finds its first answer.

use comeback_domain::{
    BusinessDate, Digest, Envelope, Event, Instant, RequestId, Shop, Staff, StaffName, digest_of,
};
use comeback_store::{StoreError, Tx, closing, event};

use crate::house::{Dice, House};
use crate::{ActionError, typed};

/// One write of a shop that is set up: its transaction, its time and its settings.
pub(crate) struct Moment<'a> {
    pub tx: &'a Tx<'a>,
    pub shop: Shop,
    pub at: Instant,
    pub today: BusinessDate,
    pub station: String,
    pub dice: Dice,
    /// Who does it, while people sign in.
    pub who: Option<Staff>,
}

/// The day that something of this day counts for: itself, or the first open one where the books are closed past it. Nothing
/// is ever written for a closed day, whatever the clock of the machine says.
pub(crate) fn open_day(tx: &Tx<'_>, day: BusinessDate) -> Result<BusinessDate, StoreError> {
    let through = closing::through(tx)?;
    Ok(through.map_or(day, |through| day.max(through.plus_days(1))))
}

impl Moment<'_> {
    /// Who does it: whoever is signed in, or else who was named.
    pub fn by(&self, named: Option<StaffName>) -> Option<StaffName> {
        self.who.as_ref().map(|who| who.name.clone()).or(named)
    }

    /// Appends an event for today.
    pub fn append(
        &self,
        actor: Option<StaffName>,
        request: Option<Request>,
        event: Event,
    ) -> Result<Envelope, ActionError> {
        self.append_on(self.today, actor, request, event)
    }

    /// Appends an event that counts for another day, such as an incident of yesterday.
    pub fn append_on(
        &self,
        business_date: BusinessDate,
        actor: Option<StaffName>,
        request: Option<Request>,
        event: Event,
    ) -> Result<Envelope, ActionError> {
        Ok(event::append(
            self.tx,
            event::NewEvent {
                at: self.at,
                business_date,
                actor,
                station: self.station.clone(),
                request: request.map(|request| (request.id, request.asked)),
                event,
            },
        )?)
    }

    /// What a repeated request did the first time; `None` when it is new.
    pub fn answered(&self, request: &Request) -> Result<Option<Envelope>, ActionError> {
        match event::for_request(self.tx, &request.id)? {
            Some(envelope) if envelope.asked == Some(request.asked) => Ok(Some(envelope)),
            Some(_) => Err(ActionError::RequestReused),
            None => Ok(None),
        }
    }
}

/// A request with the digest of everything it asks for, so that the same id with another body is noticed.
#[derive(Debug, Clone)]
pub(crate) struct Request {
    pub id: RequestId,
    pub asked: Digest,
}

impl Request {
    pub fn new(id: &str, asked: &[&str]) -> Result<Self, ActionError> {
        let fields: Vec<&[u8]> = asked.iter().map(|field| field.as_bytes()).collect();
        Ok(Self {
            id: RequestId::parse(id)?,
            asked: digest_of(&fields),
        })
    }
}

impl House {
    /// A request id for a caller that brought none.
    pub(crate) fn mint_request(&self) -> String {
        let at = self.clock.now();
        self.roll(|rng| RequestId::mint(at, rng)).as_str().to_owned()
    }

    /// The request id that was given, or a new one.
    pub(crate) fn request_or_new(&self, given: &str) -> String {
        typed::given(given).map_or_else(|| self.mint_request(), str::to_owned)
    }
}

/// A moment as the tables keep it; a finer one in an event would not be the one in its row.
pub(crate) fn to_the_millisecond(at: Instant) -> Instant {
    chrono::DateTime::from_timestamp_millis(at.timestamp_millis()).unwrap_or(at)
}
